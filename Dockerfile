# communique in a slim image. No root; what a run publishes lies in /output, what it remembers in /cache.
#   docker build -t communique .
#   docker run --rm -v "$PWD/output:/output" communique run https://example.org/summit.html --out /output
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/communique \
    && /opt/communique/bin/pip install --no-cache-dir --constraint /source/constraints.txt /source

FROM python:3.13-slim
RUN useradd --create-home --uid 10001 reader \
    && install --directory --owner=reader --group=reader /output /cache /sources
COPY --from=build /opt/communique /opt/communique
ENV PATH=/opt/communique/bin:$PATH COMMUNIQUE_CACHE=/cache PYTHONUNBUFFERED=1
USER reader
WORKDIR /sources
VOLUME /output /cache
ENTRYPOINT ["communique"]
CMD ["run", "--out", "/output"]
