@echo off
rem Symphony as released: starts the JVM. Usage: symphony COMMAND ...   (see symphony --help)
setlocal
for %%i in ("%~dp0..") do set "HOME_OF_SYMPHONY=%%~fi"
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:+UseSerialGC -Dfile.encoding=UTF-8 -Dorg.jline.terminal.graphemeCluster=false -Dorg.jline.utils.disableAlternateCharset=true "-Dsymphony.home=%HOME_OF_SYMPHONY%" -cp "%HOME_OF_SYMPHONY%\lib\*" symphony.app.Symphony %*
exit /b %errorlevel%
