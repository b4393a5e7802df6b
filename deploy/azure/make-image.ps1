# Makes the Windows image of the fleet: run it as administrator on a fresh virtual machine, beside boot\windows.ps1. It puts
# a JDK, the worker and, if an address is given, the MATLAB Runtime on the machine, and ends by generalizing it: the machine
# shuts down, and can be captured as an image (see docs/how-to/run-a-fleet-on-azure.md). ASCII only.
param(
    [Parameter(Mandatory = $true)][string]$Release,
    [Parameter(Mandatory = $true)][string]$Jdk,
    [string]$MatlabRuntime = '',
    [switch]$KeepRunning
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
& (Join-Path $PSScriptRoot 'boot\windows.ps1') -Role image -Release $Release -Jdk $Jdk -Storage '' -Vault ''
if ($MatlabRuntime) {
    $archive = Join-Path $env:TEMP 'matlab-runtime.zip'
    $folder = Join-Path $env:TEMP 'matlab-runtime'
    Invoke-WebRequest -UseBasicParsing -Uri $MatlabRuntime -OutFile $archive
    Expand-Archive -Force -Path $archive -DestinationPath $folder
    $installer = Start-Process -Wait -PassThru -FilePath (Join-Path $folder 'setup.exe') -ArgumentList '-agreeToLicense', 'yes', '-mode', 'silent'
    if ($installer.ExitCode -ne 0) { throw "the installer of the MATLAB Runtime ended with $($installer.ExitCode)" }
    Remove-Item -Recurse -Force $archive, $folder
}
if (-not $KeepRunning) {
    & (Join-Path $env:SystemRoot 'System32\Sysprep\sysprep.exe') /generalize /oobe /mode:vm /shutdown
}
