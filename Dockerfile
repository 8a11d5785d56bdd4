# syntax=docker/dockerfile:1
# docker build -t clientele .            the tool alone, on the runtime image
# docker build -t clientele-test --target test .   the whole repository with its tests
# Without a Docker engine: eng/image (docs/image.md).

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# Outside root's home, so that the tests can read the packages as an ordinary user.
ENV NUGET_PACKAGES=/packages

# Project and lock files first: restoring is repeated only when a dependency changes.
COPY global.json Directory.Build.props Directory.Packages.props Clientele.slnx .editorconfig ./
COPY src/Clientele/Clientele.csproj src/Clientele/packages.lock.json src/Clientele/
COPY src/Clientele.Studio/Clientele.Studio.csproj src/Clientele.Studio/packages.lock.json src/Clientele.Studio/
COPY src/Clientele.Cli/Clientele.Cli.csproj src/Clientele.Cli/packages.lock.json src/Clientele.Cli/
# Not in locked mode: the lock files are written for linux-x64, and an image may be built for another platform.
RUN dotnet restore src/Clientele.Cli

COPY eng/ eng/
COPY src/ src/
COPY README.md LICENSE ./
# Publishing restores what it alone needs: the ahead-of-time compiler.
RUN dotnet publish src/Clientele.Cli --configuration Release --output /app


# All tests, as an ordinary user: some of them are about folders that may not be written to.
FROM build AS test
# LightGBM, the validator's boosting baseline, needs libgomp.
RUN apt-get update -q && apt-get install -qy --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
COPY . .
RUN dotnet build && chown -R "$APP_UID" /source
USER $APP_UID
CMD ["dotnet", "test", "--no-build"]


# With ASP.NET Core's runtime, which the studio runs on.
FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS tool
# LightGBM, the validator's boosting baseline, needs libgomp.
RUN apt-get update -q && apt-get install -qy --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /clientele
COPY --from=build /app /app
RUN mkdir -p /clientele/study && chown -R "$APP_UID" /clientele
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/Clientele.Cli.dll"]
CMD ["--help"]
