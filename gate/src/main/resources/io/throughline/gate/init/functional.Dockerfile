# Where the functional tests run. Any image will do that has the tests, sh and tar, and that leaves a report of
# Playwright, Mochawesome (Cypress) or JUnit in /reports. The version has to be that of your package.json.
FROM mcr.microsoft.com/playwright:v1.55.0-noble
WORKDIR /tests
COPY package*.json ./
RUN npm ci
COPY . .
