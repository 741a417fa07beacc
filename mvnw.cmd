@echo off
rem Runs Maven: an installed one when there is one, else the release pinned in
rem .mvn\wrapper\maven-wrapper.properties, fetched once and verified by its SHA-512.
rem MVNW_REPOURL, MVNW_FETCH and MAVEN_USER_HOME mean what they mean in mvnw.
setlocal
set "MVNW_PROPERTIES=%~dp0.mvn\wrapper\maven-wrapper.properties"
if /i "%MVNW_FETCH%"=="always" goto pinned
for %%M in (mvn.cmd) do if not "%%~$PATH:M"=="" (
  set "MVNW_MAVEN=%%~$PATH:M"
  goto run
)
:pinned
for /f "usebackq eol=# tokens=1,* delims==" %%A in ("%MVNW_PROPERTIES%") do set "MVNW_%%A=%%B"
if "%MAVEN_USER_HOME%"=="" set "MAVEN_USER_HOME=%USERPROFILE%\.m2"
set "MVNW_DISTS=%MAVEN_USER_HOME%\wrapper\dists"
set "MVNW_HOME=%MVNW_DISTS%\apache-maven-%MVNW_distributionVersion%-%MVNW_distributionSha512Sum:~0,12%"
set "MVNW_MAVEN=%MVNW_HOME%\bin\mvn.cmd"
if exist "%MVNW_MAVEN%" goto run
if not "%MVNW_REPOURL%"=="" set "MVNW_distributionUrl=%MVNW_REPOURL%/org/apache/maven/apache-maven/%MVNW_distributionVersion%/apache-maven-%MVNW_distributionVersion%-bin.tar.gz"
echo mvnw: fetching Maven %MVNW_distributionVersion% 1>&2
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
  "try {" ^
  "  $work = Join-Path $env:MVNW_DISTS ('.unpacking-' + $PID); New-Item -ItemType Directory -Force $work | Out-Null;" ^
  "  $file = Join-Path $work 'maven.tar.gz';" ^
  "  Invoke-WebRequest -UseBasicParsing -Uri $env:MVNW_distributionUrl -OutFile $file;" ^
  "  if ((Get-FileHash $file -Algorithm SHA512).Hash -ne $env:MVNW_distributionSha512Sum) { throw 'the download has the wrong SHA-512; nothing was installed' }" ^
  "  tar -xzf $file -C $work; if ($LASTEXITCODE -ne 0) { throw 'tar could not unpack the download' }" ^
  "  Move-Item (Join-Path $work ('apache-maven-' + $env:MVNW_distributionVersion)) $env:MVNW_HOME" ^
  "} catch { [Console]::Error.WriteLine('mvnw: ' + $env:MVNW_distributionUrl + ': ' + $_.Exception.Message); exit 1 }" ^
  "finally { Remove-Item -Recurse -Force $work -ErrorAction SilentlyContinue }"
if errorlevel 1 exit /b 1
:run
call "%MVNW_MAVEN%" %*
exit /b %errorlevel%
