@echo off
rem The one door on Windows. Builds with the SDK, which itself skips what did not change; see ./tidemark for the faster door.
setlocal
set "root=%~dp0"
set DOTNET_NOLOGO=1
set DOTNET_CLI_TELEMETRY_OPTOUT=1
where dotnet >nul 2>nul || (echo error: the .NET 10 SDK is not installed; see https://dotnet.microsoft.com/download/dotnet/10.0 1>&2 & exit /b 1)
if "%~1"=="test" (
  dotnet test "%root%Tidemark.slnx" -c Release -v q
  exit /b
)
set "program=%root%artifacts\cli\windows\Tidemark.Cli.dll"
set build=
if "%~1"=="start" set build=1
if not exist "%program%" set build=1
if defined build (
  dotnet publish "%root%src\Tidemark.Cli" -c Release -v q -clp:NoSummary -o "%root%artifacts\cli\windows" 1>&2 || exit /b 1
)
dotnet "%program%" %*
exit /b
