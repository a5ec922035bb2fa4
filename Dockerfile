# One image with three commands: the web process (default), `listen publish` and `python -m worker`.
#
# The base is pinned to a dated build, the Python packages to their hashes. To update the base, take the
# newest date of debian:trixie-DATE-slim, in both lines, and run `make test-container`, which executes
# these steps in a Debian root. Its digest may follow the tag: debian:trixie-DATE-slim@sha256:DIGEST.

FROM debian:trixie-20260918-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3-venv \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements.lock ./
RUN python3 -m venv /opt/listen \
 && /opt/listen/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY audio_cache audio_cache
COPY worker worker
COPY listen listen
RUN /opt/listen/bin/pip install --no-cache-dir --no-deps .

FROM debian:trixie-20260918-slim
RUN apt-get update \
 && apt-get upgrade -y \
 && apt-get install -y --no-install-recommends espeak-ng python3 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --no-create-home --home-dir /nonexistent --uid 10001 listen \
 && install -d -o listen -g listen /data
COPY --from=build /opt/listen /opt/listen
ENV PATH=/opt/listen/bin:/usr/bin:/bin \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    LISTEN_DATA_DIR=/data \
    LISTEN_REDIS_URL=redis://redis:6379/0
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
# For the web process. compose.yaml has the check of a worker.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["listen", "health"]
# Without an API key, it starts only if LISTEN_OPEN is on: others may reach it.
CMD ["listen", "serve", "--host", "0.0.0.0", "--port", "8000"]
