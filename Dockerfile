# Two stages: the build has the compilers, the image that runs has neither them nor root.
FROM node:20-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY tsconfig.json ./
COPY src ./src
RUN npm ci --no-audit --no-fund
RUN mkdir -m 700 data
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:20-bookworm-slim AS run
WORKDIR /app
ENV NODE_ENV=production
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules ./node_modules
COPY --from=build --chown=node:node /app/dist ./dist
COPY --chown=node:node rules ./rules
# Records and signing keys; keep it on a volume of a local disk.
COPY --from=build --chown=node:node /app/data ./data
VOLUME /app/data
USER node
EXPOSE 3000
# Without keys Timbang serves on loopback alone, so the container shares the host's network (compose.yaml).
CMD ["node", "dist/cli/timbang.js", "serve"]
