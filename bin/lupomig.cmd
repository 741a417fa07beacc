@echo off
rem Runs lupomig. In a checkout it first builds what is missing (not what is older than its sources).
rem JAVA_HOME and LUPOMIG_JAVA_OPTS mean what they mean in bin/lupomig.
setlocal
set "LUPOMIG_ROOT=%~dp0.."
set "LUPOMIG_JAVA=java"
if not "%JAVA_HOME%"=="" set "LUPOMIG_JAVA=%JAVA_HOME%\bin\java"
set "LUPOMIG_APP=%LUPOMIG_ROOT%"
if exist "%LUPOMIG_ROOT%\engine\cli\pom.xml" set "LUPOMIG_APP=%LUPOMIG_ROOT%\engine\cli\target\lupomig"
set "LUPOMIG_JAR=%LUPOMIG_APP%\lib\lupomig-cli.jar"
if exist "%LUPOMIG_JAR%" goto run
if not exist "%LUPOMIG_ROOT%\mvnw.cmd" goto missing
echo building lupomig (first use: this takes a few minutes) ... 1>&2
if not exist "%LUPOMIG_ROOT%\target" mkdir "%LUPOMIG_ROOT%\target"
pushd "%LUPOMIG_ROOT%"
call mvnw.cmd -B -ntp -pl engine/cli -am package -Dmaven.test.skip=true -Denforcer.skip=true -Dspotless.check.skip=true -Dmdep.analyze.skip=true >target\lupomig-build.log 2>&1
popd
if exist "%LUPOMIG_JAR%" goto run
echo lupomig: the build failed; all that it said is in %LUPOMIG_ROOT%\target\lupomig-build.log 1>&2
exit /b 2
:missing
echo lupomig: %LUPOMIG_JAR% is missing 1>&2
exit /b 2
:run
"%LUPOMIG_JAVA%" -Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MaxNewSize=32m -XX:-UsePerfData %LUPOMIG_JAVA_OPTS% -jar "%LUPOMIG_JAR%" %*
exit /b %errorlevel%
