# One image for web, worker, beat and migrations; docker-compose.yml says which it becomes.

# The version that bin/test runs on.
ARG PYTHON_VERSION=3.11

FROM python:${PYTHON_VERSION}-slim-bookworm AS packages
WORKDIR /build
COPY requirements.txt .
# Wheels only, each checked against its hash: nothing is compiled here, so the image
# needs no compiler and no headers.
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --no-deps --require-hashes \
        --only-binary=:all: --disable-pip-version-check -r requirements.txt \
    && /opt/venv/bin/pip uninstall --yes pip setuptools

FROM python:${PYTHON_VERSION}-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=incubator.settings.production \
    STATIC_ROOT=/srv/static \
    MEDIA_ROOT=/srv/media

# /srv/shared is where compose lets the proxy see the static files of this image.
RUN groupadd --gid 10001 app \
    && useradd --uid 10001 --gid app --no-create-home --shell /usr/sbin/nologin app \
    && mkdir -p /app /srv/static /srv/shared /srv/media \
    && chown app:app /srv/static /srv/shared /srv/media
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY . .

# Production settings refuse to start without secrets: these live as long as this line.
# `python -m compileall` because the running container cannot write compiled files.
RUN DJANGO_SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    && export DJANGO_SECRET_KEY \
        ALLOWED_HOSTS=build.invalid \
        SITE_URL=https://build.invalid \
        DATABASE_URL=postgresql://build@localhost/build \
        REDIS_URL=redis://localhost/0 \
    && python manage.py messages compile \
    && python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /app /opt/venv/lib

USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]

# Loaded once, then forked: the workers share that memory. The threads of each share its
# pool of DATABASE_POOL_SIZE connections. Heartbeat files stand in memory, because the
# container's own file system is read-only.
CMD ["gunicorn", "incubator.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", \
     "--workers", "2", "--threads", "4", "--max-requests", "10000", \
     "--max-requests-jitter", "1000", "--graceful-timeout", "20", "--timeout", "60", \
     "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--preload"]
