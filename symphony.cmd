@echo off
rem Symphony's launcher on Windows: builds on first use and when sources changed, then runs the JVM.
rem Usage: symphony COMMAND ...   (see symphony --help)
rem
rem The build is published as a folder of its own, .symphony-build\N, named in the file "current": a JVM that runs keeps
rem its jars open, so none is ever replaced. Paths stand in quotes wherever a block in parentheses could end at theirs.
rem This file needs CRLF line ends: cmd.exe looks for labels in blocks of bytes and misses some otherwise.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
set "home=%home:~0,-1%"
set "build=%home%\.symphony-build"

set "java="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "java=%JAVA_HOME%\bin\java.exe"
if not defined java for %%j in (java.exe) do set "java=%%~$PATH:j"
if not defined java (
    echo symphony: no java found. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
    exit /b 1
)
if not exist "%build%" mkdir "%build%" || exit /b 1

set "listing=%build%\sources.%random%%random%"
call :tell_sources >"%listing%" 2>nul
call :find_build
if not defined lib call :build_in_turn
if not defined lib exit /b 1

rem A light compiler and collector for short commands; one that works for minutes gains from the better compiler.
set "tune=-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
for %%c in (demo work up) do if /i "%~1"=="%%c" set "tune=-XX:+UseSerialGC"

rem The console is told that UTF-8 comes, and gets its own code page back afterwards.
set "page="
for /f "tokens=2 delims=:." %%p in ('chcp 2^>nul') do set "page=%%p"
chcp 65001 >nul 2>&1
"%java%" %tune% -Xlog:disable -Xlog:all=error:stderr -Dfile.encoding=UTF-8 "-Dsymphony.home=%home%" -cp "%lib%\*" symphony.app.Symphony %*
set "code=%errorlevel%"
if defined page chcp %page% >nul 2>&1
exit /b %code%

rem Tells the times and sizes of all sources: what they are is what a build is made of.
:tell_sources
for %%f in ("%home%\pom.xml") do echo %%~tzf
for /d %%m in ("%home%\*") do if exist "%%m\pom.xml" call :tell_module "%%m"
exit /b 0

:tell_module
for %%f in ("%~1\pom.xml") do echo %%~tzf %%f
if exist "%~1\src\main" for /r "%~1\src\main" %%f in (*) do echo %%~tzf %%f
exit /b 0

rem Sets lib to the current build if it was made of these sources.
:find_build
set "lib="
set "current="
if exist "%build%\current" set /p current=<"%build%\current"
if not defined current exit /b 0
if not exist "%build%\%current%\sources" exit /b 0
fc /b "%listing%" "%build%\%current%\sources" >nul 2>&1 && set "lib=%build%\%current%"
if defined lib del "%listing%" >nul 2>&1
exit /b 0

rem Two shells at once: one builds, the other waits and finds it built. Making a folder is the one thing both cannot do.
:build_in_turn
mkdir "%build%\lock.d" 2>nul && goto :build
echo symphony: another shell builds; if none does, remove "%build%\lock.d" 1>&2
:wait
ping -n 2 127.0.0.1 >nul
if exist "%build%\lock.d" goto :wait
call :find_build
if not defined lib goto :build_in_turn
exit /b 0

:build
set "mvn="
for %%m in (mvn.cmd) do set "mvn=%%~$PATH:m"
if not defined mvn (
    echo symphony: no mvn found. Install Maven 3.8 or newer. 1>&2
    goto :unlock
)
echo symphony: building; the first time fetches libraries and takes a minute or two 1>&2
pushd "%home%"
call "%mvn%" -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -pl app -am package >"%build%\build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
    echo symphony: the build failed; all of it is in "%build%\build.log" 1>&2
    findstr /b /c:"[ERROR]" "%build%\build.log" 1>&2
    goto :unlock
)
set "next=%random%%random%"
mkdir "%build%\%next%"
copy /y "%home%\app\target\lib\*.jar" "%build%\%next%" >nul
copy /y "%home%\app\target\symphony-app-*.jar" "%build%\%next%" >nul
move /y "%listing%" "%build%\%next%\sources" >nul
>"%build%\current.new" echo %next%
move /y "%build%\current.new" "%build%\current" >nul
rem Older builds go. One that is in use cannot be renamed, and so is left whole.
for /d %%d in ("%build%\*") do call :retire "%%~nxd"
set "lib=%build%\%next%"
:unlock
rmdir "%build%\lock.d" >nul 2>&1
exit /b 0

:retire
if /i "%~1"=="%next%" exit /b 0
if /i "%~1"=="lock.d" exit /b 0
ren "%build%\%~1" "%~1.old" >nul 2>&1 && rmdir /s /q "%build%\%~1.old" >nul 2>&1
exit /b 0
