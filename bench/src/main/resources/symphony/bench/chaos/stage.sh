#!/bin/sh
# The programs of a chaos run: sh stage.sh ROLE HOME once|serve. Each output is an empty zip whose comment names the attempt that
# made it, and each attempt leaves a line in HOME/effects.
role=$1 home=$2 mode=$3

zip() {
    { cat "$home/empty.zip" && printf '%-64.64s' "$nonce"; } >"$dir/outputs/$1"
    printf '%s %s %s\n' "$role" "$1" "$nonce" >>"$home/effects"
}

work() {
    while [ -e "$home/held" ]; do sleep 0.05; done
    nonce=${dir%/task}
    nonce=$$.${nonce##*/}
    case $role in
        rvm)
            # the camera log of a chaos run is the map itself
            cat "$dir"/inputs/*.csv >"$dir/outputs/rvm.csv" && printf 'row,vines\n1,10\n' >"$dir/outputs/vpr.csv"
            printf 'rvm rvm.csv %s\n' "$nonce" >>"$home/effects" ;;
        preproc)
            parts=${1#*\"part\":\[}
            IFS=,
            for part in ${parts%%]*}; do
                part=${part#\"} part=${part%\"}
                zip "${part%-row*}-preprocess-row${part##*-row}.zip"
            done
            unset IFS ;;
        detection)
            for file in "$dir"/inputs/*.zip; do
                file=${file##*/}
                # a program that takes its worker down with it, each time
                [ -e "$home/poison/$file" ] && kill -9 "$PPID"
                zip "$file"
            done ;;
        process)
            for file in "$dir"/inputs/*.zip; do
                file=${file##*/} file=${file%.zip}
                side=${file#*-preprocess-}
                case $side in *-*-*) side=${side%-*}-part${side##*-} ;; esac
                zip "$side-${file%%-preprocess*}.zip"
            done ;;
        postprocess)
            set -- "$dir"/inputs/*.zip
            # no two are of one size
            printf '{"parts":%s,"nonce":"%s","pad":"%*s"}\n' "$#" "$nonce" "$(wc -l <"$home/effects")" "" \
                >"$dir/outputs/summary.json"
            printf 'postprocess summary.json %s\n' "$nonce" >>"$home/effects" ;;
    esac
    sleep 0.02
}

if [ "$mode" = once ]; then
    dir=$SYMPHONY_TASK_DIR
    work ""
    exit 0
fi
while IFS= read -r line; do
    dir=${line#*\"dir\":\"}
    dir=${dir%%\"*}
    work "$line"
    printf '{"exit":0}\n'
done
