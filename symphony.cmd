@echo off
rem Symphony's launcher on Windows: builds on first use, then runs the JVM. Usage: symphony COMMAND ...
setlocal
set "home=%~dp0"
set "home=%home:~0,-1%"
set "build=%home%\.symphony-build"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
where /q "%java%" 2>nul || if not exist "%java%.exe" (
    echo symphony: no java found. Install a JDK 17 or newer, or set JAVA_HOME. 1>&2
    exit /b 1
)
if not exist "%build%\lib\built" (
    where /q mvn.cmd || (
        echo symphony: no mvn found. Install Maven 3.8 or newer. 1>&2
        exit /b 1
    )
    echo symphony: building; the first time fetches libraries and takes a minute or two 1>&2
    if not exist "%build%" mkdir "%build%"
    pushd "%home%"
    call mvn.cmd -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -pl app -am package >"%build%\build.log" 2>&1
    if errorlevel 1 (
        popd
        echo symphony: the build failed; see %build%\build.log 1>&2
        exit /b 1
    )
    popd
    if not exist "%build%\lib" mkdir "%build%\lib"
    copy /y "%home%\app\target\lib\*.jar" "%build%\lib" >nul
    copy /y "%home%\app\target\symphony-app-*.jar" "%build%\lib" >nul
    echo built>"%build%\lib\built"
)
"%java%" -XX:+UseSerialGC -Dfile.encoding=UTF-8 "-Dsymphony.home=%home%" -Dsymphony.terminal=true -cp "%build%\lib\*" symphony.app.Symphony %*
exit /b %errorlevel%
