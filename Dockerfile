# The portal, built from a fresh clone: docker build -t heal7-portal .
FROM node:24.21.0-trixie-slim AS build
WORKDIR /build
RUN npm install --global --ignore-scripts @yarnpkg/cli-dist@4.13.0
COPY . .
RUN yarn install --immutable && yarn tsc && yarn workspace backend build

FROM node:24.21.0-trixie-slim AS dependencies
WORKDIR /app
RUN npm install --global --ignore-scripts @yarnpkg/cli-dist@4.13.0
COPY --from=build /build/.yarnrc.yml /build/package.json /build/yarn.lock /build/backstage.json ./
COPY --from=build /build/packages/backend/dist/skeleton.tar.gz ./
RUN tar xzf skeleton.tar.gz && rm skeleton.tar.gz && yarn workspaces focus --all --production

FROM node:24.21.0-trixie-slim
# git is what TechDocs and Scaffolder read repositories with.
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV=production NODE_OPTIONS=--no-node-snapshot
WORKDIR /app
COPY --from=dependencies --chown=1000:1000 /app ./
COPY --from=build --chown=1000:1000 /build/packages/backend/dist/bundle.tar.gz /build/app-config.yaml /build/app-config.production.yaml ./
RUN tar xzf bundle.tar.gz && rm bundle.tar.gz
COPY --from=build --chown=1000:1000 /build/catalog ./catalog
COPY --from=build --chown=1000:1000 /build/templates ./templates
COPY --from=build --chown=1000:1000 /build/catalog-info.yaml ./
USER 1000:1000
EXPOSE 7007
CMD ["node", "packages/backend", "--config", "app-config.yaml", "--config", "app-config.production.yaml"]
