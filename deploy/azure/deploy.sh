#!/bin/bash
# deploy.sh GROUP [--what-if | --delete [--yes]] [--ssh-key FILE] [--location PLACE]
#
# Makes a fleet in Azure, in one resource group: network, storage, secrets, jumpbox and master (main.json), the Linux scale
# set for detection (linux.json) and the Windows one for all other roles (windows.json). What may differ from fleet to fleet
# stands in the *.parameters.json beside this script. It can be run again at any time: it makes what is missing and changes
# what differs.
#
#   --what-if        says what would change, changes nothing
#   --delete         removes the group with all in it, if this script made it and nothing foreign lies in it; asks first
#   --yes            … does not ask
#   --ssh-key FILE   the public key that may log in; default: ~/.ssh/id_ed25519.pub, id_ecdsa.pub or id_rsa.pub, else a
#                    new one, ~/.ssh/symphony-fleet
#   --location PLACE where the group is made; default: westeurope
#
# Exit codes: 0 done; 1 refused or failed, with the reason; 2 wrong usage. Needs az, signed in (az login).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
readonly tag=symphony-fleet mark=deploy.sh

fail() { printf 'deploy.sh: %s\n' "$@" >&2; exit 1; }
say() { printf 'deploy.sh: %s\n' "$@"; }
usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }
misused() { printf 'deploy.sh: %s\n' "$1" >&2; usage >&2; exit 2; }

group='' action=deploy asked=yes key='' location=westeurope
while (($#)); do
    case $1 in
        --what-if) action=what_if ;;
        --delete) action=delete ;;
        --yes) asked=no ;;
        --ssh-key) key=${2:-}; [[ $key ]] || misused '--ssh-key wants a file'; shift ;;
        --location) location=${2:-}; [[ $location ]] || misused '--location wants a place, as westeurope'; shift ;;
        -h | --help) usage; exit 0 ;;
        -*) misused "unknown option $1" ;;
        *) [[ ! $group ]] || misused "one group, not $group and $1"; group=$1 ;;
    esac
    shift
done
[[ $group ]] || misused 'which resource group?'
[[ $group =~ ^[A-Za-z0-9._()-]{1,90}$ && $group != *. ]] || misused "'$group' cannot be the name of a resource group"
command -v az >/dev/null || fail 'az is not installed: https://learn.microsoft.com/cli/azure/install-azure-cli'

resources="/subscriptions/{subscriptionId}/resourceGroups/$group"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs az; what it says on standard error is kept, and explained if it fails.
azure() { az "$@" 2>"$log" || explain; }

explain() {
    local remedy=''
    case $(<"$log") in
        *QuotaExceeded* | *'exceeding approved'*quota*) remedy="the subscription's quota is too small: ask for more cores in the portal (Quotas), or lower 'machines' or 'size' in the parameter file" ;;
        *SkuNotAvailable*) remedy="this size of machine is not to be had there now: another 'size' in the parameter file, or another --location" ;;
        *AlreadyTaken* | *VaultAlreadyExists* | *AlreadySoftDeleted* | *'deleted state'*)
            remedy="a name is taken, often by a vault that was deleted less than 7 days ago; let it go by: az rest --method post --url '/subscriptions/{subscriptionId}/providers/Microsoft.KeyVault/locations/$location/deletedVaults/NAME/purge?api-version=2025-05-01'" ;;
        *DeploymentActive* | *AnotherOperationInProgress*) remedy='another deployment or change is under way in this group: wait until it has ended' ;;
        *PropertyChangeNotAllowed* | *InvalidResourceLocation*)
            remedy='something that is fixed once it is made was changed, by hand or in a parameter file (spot, adminUser, location): change it back, or delete that resource' ;;
        *AuthorizationFailed*) remedy='your account may not do that: it must own the group or the subscription, since it gives rights to identities' ;;
        *MissingSubscriptionRegistration*) remedy='a provider is not registered in the subscription: register it in the portal (Subscription, Resource providers)' ;;
        *'az login'* | *'az account set'*) remedy='sign in first: az login' ;;
    esac
    cat "$log" >&2
    fail "${remedy:-the reason stands above}" 'nothing was undone; run again when it is mended'
}

exists=$(azure group exists --name "$group")
owner=''
[[ $exists == false ]] || owner=$(azure group show --name "$group" --query "tags.\"$tag\"" --output tsv)
[[ $exists == false || $owner == "$mark" ]] ||
    fail "the group $group is there and was not made by this script: nothing done" \
        "choose another name; or, if all in it may become the fleet's: az group update --name $group --set tags.$tag=$mark"

# What lies in the group and has none of the names that the templates give.
foreign() {
    azure rest --method get --url "$resources/resources?api-version=2021-04-01" --query 'value[].id' --output tsv |
        sed -E 's|.*/resource[gG]roups/[^/]+/providers/[^/]+/[^/]+/([^/]+).*|\1|' | sort -u | grep -vE '^(symphony|privatelink\.)' || true
}

delete_group() {
    [[ $exists == true ]] || { say "there is no group $group"; return; }
    local others
    others=$(foreign)
    [[ ! $others ]] || fail "in $group lie things that this script did not make; move or delete them first:" "$others"
    if [[ $asked == yes ]]; then
        [[ -t 0 ]] || fail 'nobody to ask: say --yes to delete the group, with the scans and results in its storage'
        read -r -p "Delete $group, with the scans and results in its storage? Type its name: " answer
        [[ $answer == "$group" ]] || fail 'not confirmed: nothing deleted'
    fi
    azure group delete --name "$group" --yes
    say "$group is deleted"
}

# The key given; else the one the fleet has, since a machine's is fixed once it is made; else the person's; else a new one.
public_key() {
    local candidate
    if [[ $exists == true && ! $key ]]; then
        ssh_key=$(az rest --method get --url "$resources/providers/Microsoft.Compute/virtualMachines/symphony-jumpbox?api-version=2024-11-01" \
            --query 'properties.osProfile.linuxConfiguration.ssh.publicKeys[0].keyData' --output tsv 2>/dev/null) || true
        [[ ! $ssh_key ]] || return 0
    fi
    [[ ! $key || -r $key ]] || fail "cannot read the key $key"
    for candidate in ~/.ssh/{id_ed25519,id_ecdsa,id_rsa,symphony-fleet}.pub; do
        [[ $key || ! -r $candidate ]] || key=$candidate
    done
    if [[ ! $key ]]; then
        [[ $action == deploy ]] || { ssh_key='ssh-ed25519 made-by-the-deployment'; return; }
        mkdir -p ~/.ssh && chmod 700 ~/.ssh
        ssh-keygen -q -t ed25519 -N '' -f ~/.ssh/symphony-fleet || fail 'cannot make a key; give one by --ssh-key'
        key=~/.ssh/symphony-fleet.pub
        say "made a key to log in with: ${key%.pub}"
    fi
    ssh_key=$(<"$key")
    [[ $ssh_key =~ ^(ssh-|ecdsa-) ]] || fail "$key holds no public key"
}

# A number of machines that somebody set by hand stays until the parameter file says another one than when it was deployed:
# the set's tag tells what that was. Prints the number to keep, or -1.
by_hand() { # TEMPLATE
    local set wanted now was
    mapfile -t set < <(az rest --method get --url "$resources/providers/Microsoft.Compute/virtualMachineScaleSets/symphony-$1?api-version=2024-11-01" \
        --query '[sku.capacity, tags.machines]' --output tsv 2>/dev/null)
    now=${set[0]:-} was=${set[1]:-}
    wanted=$(tr -d '\n' <"$here/$1.parameters.json" | sed -n 's/.*"machines": *{ *"value": *\([0-9]*\).*/\1/p')
    if [[ $was && $now != "$was" && $was == "$wanted" ]]; then
        printf 'deploy.sh: symphony-%s was set to %s machines by hand, the parameter file says %s: it stays at %s\n' "$1" "$now" "$wanted" "$now" >&2
        printf '%s' "$now"
    else
        printf '%s' -1
    fi
}

# Deploys the three templates, or asks what that would change.
deploy() { # create|what-if
    local template arguments
    for template in main linux windows; do
        arguments=(--resource-group "$group" --name "symphony-$template" --template-file "$here/$template.json" --parameters "@$here/$template.parameters.json")
        [[ $template == windows ]] || arguments+=(--parameters "sshKey=$ssh_key")
        [[ $template == main ]] || arguments+=("keep=$(by_hand $template)")
        say "$template.json"
        if [[ $1 == create ]]; then
            azure deployment group create "${arguments[@]}" --output yaml \
                --query 'properties.outputs.{jumpbox: jumpbox.value, master: master.value, storage: storage.value, vault: vault.value, set: set.value}' | sed '/: null$/d'
        else
            azure deployment group what-if "${arguments[@]}"
        fi
    done
}

check_ranges() {
    local ranges
    ranges=$(tr -d ' \n' <"$here/main.parameters.json" | sed -n 's/.*"sshFrom":{"value":\[\([^]]*\)\].*/\1/p')
    case $ranges in
        '') say "note: main.parameters.json lets nobody in by SSH: put your range into sshFrom" ;;
        *'/0"'* | *'"*"'* | *Internet*) fail "sshFrom in main.parameters.json lets the whole internet in: give your own range" ;;
    esac
}

ssh_key=''
case $action in
    delete) delete_group ;;
    what_if)
        [[ $exists == true ]] || { say "there is no group $group: it and all of main.json, linux.json and windows.json would be made"; exit 0; }
        public_key
        deploy what-if ;;
    deploy)
        check_ranges
        public_key
        [[ $exists == true ]] || azure group create --name "$group" --location "$location" --tags "$tag=$mark" --output none
        deploy create
        say 'done; machines without a release wait for one in the storage (docs/how-to/run-a-fleet-on-azure.md)' ;;
esac
