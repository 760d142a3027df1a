@echo off
rem Starts Costwright; builds it first when that has not been done. Works from any folder.
rem   JAVA_HOME or java on the PATH, 17 or newer; COSTWRIGHT_JAVA_OPTS adds options of the JVM.
setlocal enableextensions enabledelayedexpansion
set "HERE=%~dp0"
set "TARGET=%HERE%target"
set "JAR=%TARGET%\costwright.jar"

if defined JAVA_HOME (
  set "JAVA=%JAVA_HOME%\bin\java.exe"
  if not exist "!JAVA!" (
    echo costwright: JAVA_HOME is %JAVA_HOME%, which has no bin\java.exe. Point it at a JDK 17 or newer, or unset it. 1>&2
    exit /b 64
  )
) else (
  set "JAVA=java"
  where java >nul 2>nul
  if errorlevel 1 (
    echo costwright: There is no java on the PATH. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
    exit /b 64
  )
)

set "VERSION="
for /f "tokens=3" %%v in ('""!JAVA!" -version 2^>^&1 ^| findstr /i " version ""') do if not defined VERSION set "VERSION=%%~v"
for /f "delims=.-+" %%m in ("!VERSION!") do set "MAJOR=%%m"
if not defined MAJOR set "MAJOR=0"
if !MAJOR! LSS 17 (
  echo costwright: Java 17 or newer is needed, and !JAVA! is !VERSION!. Set JAVA_HOME. 1>&2
  exit /b 64
)

if not exist "%JAR%" (
  where mvn >nul 2>nul
  if errorlevel 1 (
    echo costwright: %JAR% is not built yet, and there is no mvn on the PATH to build it. Install Maven 3.8 or newer. 1>&2
    exit /b 64
  )
  echo costwright: first use, building with Maven ^(once, about a minute^) ... 1>&2
  if not exist "%TARGET%" mkdir "%TARGET%"
  call mvn -B -f "%HERE%..\pom.xml" -DskipTests -Dspotless.apply.skip=true -Dspotless.check.skip=true package > "%TARGET%\build.log" 2>&1
  if errorlevel 1 (
    echo costwright: the build failed; see %TARGET%\build.log 1>&2
    exit /b 70
  )
)

setlocal disabledelayedexpansion
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java")
"%JAVA%" -Xlog:disable -Xlog:all=error:stderr -XX:+UseSerialGC -Xms32m %COSTWRIGHT_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
