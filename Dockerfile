# The MCP server in a container: docker build -t azureml-kubernetes-mcp . && docker run -i --rm azureml-kubernetes-mcp --demo
FROM node:24-slim AS build
RUN npm install --global pnpm@12.21.0
WORKDIR /src
COPY . .
ENV TURBO_TELEMETRY_DISABLED=1
RUN pnpm install --frozen-lockfile && pnpm build
# The package as it would be published, with what it needs at run time and nothing else.
RUN cd packages/mcp-server && pnpm pack --out /tmp/server.tgz
RUN npm install --prefix /app --omit=dev --ignore-scripts --no-audit --no-fund /tmp/server.tgz

FROM node:24-slim
ENV NODE_ENV=production
COPY --from=build /app /app
USER node
WORKDIR /home/node
ENTRYPOINT ["node", "/app/node_modules/@azureml-kubernetes/mcp-server/dist/bin.js"]
