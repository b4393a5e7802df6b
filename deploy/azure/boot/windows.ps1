# Sets a Windows machine of the fleet up: a JDK, the release, then `symphony setup` does the rest. A scheduled task runs
# it every five minutes until it has succeeded: the release may be put into the storage later. ASCII only.
# windows.json holds a copy of this file; make-image.ps1 runs it with -Role image, which stops before the set-up.
param(
    [string]$Role = '@role@',
    [string]$Vault = '@vault@',
    [string]$Storage = '@storage@',
    [string]$Release = '@release@',
    [string]$Jdk = '@jdk@',
    [int]$Services = 4
)
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12
$metadata = 'http://169.254.169.254'
$data = Join-Path $env:ProgramData 'Symphony'
$program = Join-Path $env:ProgramFiles 'Symphony'
New-Item -ItemType Directory -Force -Path (Join-Path $data 'logs') | Out-Null
Start-Transcript -Append -Path (Join-Path $data 'logs\boot.log') | Out-Null

function Get-Remote([string]$Uri, [string]$File) {
    $headers = @{}
    if ($Storage -and $Uri.StartsWith("$Storage/")) {
        $resource = [Uri]::EscapeDataString('https://storage.azure.com/')
        $answer = Invoke-RestMethod -Headers @{ Metadata = 'true' } -Uri "$metadata/metadata/identity/oauth2/token?api-version=2018-02-01&resource=$resource"
        $headers = @{ Authorization = 'Bearer ' + $answer.access_token; 'x-ms-version' = '2021-08-06' }
    }
    Invoke-WebRequest -UseBasicParsing -Headers $headers -Uri $Uri -OutFile $File
}

# Unpacks an archive that holds one folder, and puts that folder at $Target.
function Expand-To([string]$Archive, [string]$Target) {
    $new = "$Target.new"
    if (Test-Path $new) { Remove-Item -Recurse -Force $new }
    Expand-Archive -Path $Archive -DestinationPath $new
    Move-Item -Path (Get-ChildItem -Directory $new | Select-Object -First 1).FullName -Destination $Target
    Remove-Item -Recurse -Force $new
}

try {
    $jre = Join-Path $data 'jdk'
    if (-not (Test-Path (Join-Path $jre 'bin\java.exe'))) {
        $archive = Join-Path $env:TEMP 'jdk.zip'
        Get-Remote $Jdk $archive
        Expand-To $archive $jre
    }
    if (-not (Test-Path (Join-Path $program 'bin\symphony.cmd'))) {
        $archive = Join-Path $env:TEMP 'symphony.zip'
        Get-Remote $Release $archive
        Get-Remote "$Release.sha256" "$archive.sha256"
        $expected = (Get-Content "$archive.sha256" -TotalCount 1).Substring(0, 64)
        if ((Get-FileHash -Algorithm SHA256 $archive).Hash -ne $expected) { throw "$Release is not what its .sha256 says" }
        Expand-To $archive $program
    }
    [Environment]::SetEnvironmentVariable('JAVA_HOME', $jre, 'Machine')
    $env:JAVA_HOME = $jre
    if ($Role -ne 'image') {
        & (Join-Path $program 'bin\symphony.cmd') setup azure --role $Role --services $Services --vault $Vault --storage $Storage --metadata $metadata
        if ($LASTEXITCODE -ne 0) { throw "symphony setup ended with $LASTEXITCODE" }
        & schtasks.exe /delete /f /tn symphony-boot
    }
} finally {
    Stop-Transcript | Out-Null
}
