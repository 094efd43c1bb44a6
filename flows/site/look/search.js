// Searches the index: one small file for each beginning of words, read when it is asked for.
"use strict";
(() => {
  const input = document.getElementById("q"), found = document.getElementById("found"), told = document.getElementById("told");
  const shelves = {};
  const letters = { "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th" };
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[øłđðıßæœþ]/g, (sign) => letters[sign]);
  const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const nameOf = (beginning) => [...beginning].map((sign) => (/[a-z0-9]/.test(sign) ? sign : `-${sign.codePointAt(0).toString(16)}`)).join("");
  window.shelve = (name, parted, entries) => { shelves[name].resolve({ parted, entries }); };

  const load = (beginning) => {
    const name = nameOf(beginning);
    if (!shelves[name]) {
      let resolve;
      const promise = new Promise((done) => { resolve = done; });
      shelves[name] = { promise, resolve };
      const script = document.createElement("script");
      script.src = `search/${name}.js`;
      script.onerror = () => resolve({ parted: false, entries: [] });
      document.head.append(script);
    }
    return shelves[name].promise;
  };

  // What names words that begin so: the file of a beginning with many names has the foremost alone.
  const under = async (word) => {
    const signs = [...word];
    let shelf = await load(signs[0]);
    for (let length = 2; shelf.parted && length <= signs.length; length += 1) shelf = await load(signs.slice(0, length).join(""));
    return shelf;
  };

  const rank = (entry, asked) => {
    const words = wordsOf(`${entry[0]} ${entry[3]}`);
    if (!asked.every((word) => words.some((one) => one.startsWith(word)))) return -1;
    return entry[4] + (plain(entry[0]).startsWith(asked.join(" ")) ? 1e6 : 0);
  };

  const show = (entries, asked, parted) => {
    found.replaceChildren(...entries.slice(0, 50).map(([label, path, type]) => {
      const line = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = path;
      link.textContent = label;
      kind.className = "meta";
      kind.textContent = ` ${type}`;
      line.append(link, kind);
      return line;
    }));
    const most = parted ? "The foremost of many; more letters find the others." : `${entries.length} found`;
    told.textContent = !asked.length ? "" : entries.length ? most : "Nothing of this name is told of.";
  };

  const search = async () => {
    const asked = wordsOf(input.value);
    if (!asked.length) return show([], asked);
    const longest = [...asked].sort((one, other) => other.length - one.length)[0];
    const { parted, entries } = await under(longest);
    if (asked.join(" ") !== wordsOf(input.value).join(" ")) return undefined;
    const ranked = entries.map((entry) => [rank(entry, asked), entry]).filter(([score]) => score >= 0);
    return show(ranked.sort((one, other) => other[0] - one[0]).map(([, entry]) => entry), asked, parted);
  };

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  search();
})();
