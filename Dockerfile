# One image with two commands: the web process (default) and `python -m worker`.

FROM python:3.13-slim AS build
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/listen \
 && /opt/listen/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY audio_cache audio_cache
COPY worker worker
COPY listen listen
RUN /opt/listen/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends espeak-ng \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home --uid 10001 listen \
 && install -d -o listen -g listen /data
COPY --from=build /opt/listen /opt/listen
ENV PATH=/opt/listen/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    LISTEN_DATA_DIR=/data \
    LISTEN_REDIS_URL=redis://redis:6379/0
USER listen
WORKDIR /data
VOLUME /data
EXPOSE 8000
# For the web process. compose.yaml has the check of a worker.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s \
    CMD ["listen", "health"]
# Without an API key, it starts only if LISTEN_OPEN is on: others may reach it.
CMD ["listen", "serve", "--host", "0.0.0.0", "--port", "8000"]
