# Builds a wheel, then installs it with the pinned dependencies into an image that runs without root.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN pip install --no-cache-dir build==1.3.0 && python -m build --wheel --outdir /dist \
    && python -m venv /opt/fundstelle \
    && /opt/fundstelle/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
    && /opt/fundstelle/bin/pip install --no-cache-dir --no-deps /dist/*.whl

FROM python:3.13-slim
COPY --from=build /opt/fundstelle /opt/fundstelle
RUN useradd --create-home --uid 10001 fundstelle && mkdir /data && chown fundstelle /data
ENV PATH=/opt/fundstelle/bin:$PATH FUNDSTELLE_HOME=/data PYTHONUNBUFFERED=1
USER 10001
VOLUME /data
HEALTHCHECK --interval=5m --timeout=20s CMD ["fundstelle", "articles"]
ENTRYPOINT ["fundstelle"]
CMD ["bot"]
