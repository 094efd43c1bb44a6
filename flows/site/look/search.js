// Searches the shipped index: one small file for each first letter, read when it is asked for.
"use strict";
(() => {
  const input = document.getElementById("q"), found = document.getElementById("found"), told = document.getElementById("told");
  const shards = {};
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const wordsOf = (text) => plain(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const shardOf = (word) => (/^[a-z0-9]/.test(word) ? word[0] : "other");
  window.shelve = (name, entries) => { shards[name].resolve(entries); };

  const load = (name) => {
    if (!shards[name]) {
      let resolve;
      const promise = new Promise((done) => { resolve = done; });
      shards[name] = { promise, resolve };
      const script = document.createElement("script");
      script.src = `search/${name}.js`;
      script.onerror = () => resolve([]);
      document.head.append(script);
    }
    return shards[name].promise;
  };

  const rank = (entry, asked) => {
    const words = wordsOf(`${entry[0]} ${entry[3]}`);
    if (!asked.every((word) => words.some((one) => one.startsWith(word)))) return -1;
    return entry[4] + (plain(entry[0]).startsWith(asked.join(" ")) ? 1e6 : 0);
  };

  const show = (entries, asked) => {
    found.replaceChildren(...entries.slice(0, 50).map(([label, path, type]) => {
      const line = document.createElement("li"), link = document.createElement("a"), kind = document.createElement("span");
      link.href = path;
      link.textContent = label;
      kind.className = "meta";
      kind.textContent = ` ${type}`;
      line.append(link, kind);
      return line;
    }));
    told.textContent = asked.length ? `${entries.length} found` : "";
  };

  const search = async () => {
    const asked = wordsOf(input.value);
    if (!asked.length) return show([], asked);
    const longest = [...asked].sort((one, other) => other.length - one.length)[0];
    const entries = await load(shardOf(longest));
    if (asked.join(" ") !== wordsOf(input.value).join(" ")) return undefined;
    const ranked = entries.map((entry) => [rank(entry, asked), entry]).filter(([score]) => score >= 0);
    return show(ranked.sort((one, other) => other[0] - one[0]).map(([, entry]) => entry), asked);
  };

  input.value = new URLSearchParams(location.search).get("q") || "";
  input.addEventListener("input", search);
  search();
})();
