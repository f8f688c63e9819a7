#!/bin/sh
# Brings a booth back after anything but a clean end (the operator's "quit", or SIGTERM), in any terminal:
#
#     sh booth-loop.sh --config booth.toml
#
# The arguments are those of `polysemy booth`. POLYSEMY names the program, unless `polysemy` on the path is meant.
set -u
program=${POLYSEMY:-polysemy}
child=
wait=0
# What runs in the background gets no standard input from some shells (dash), whatever it is redirected from by then.
exec 3<&0
modes=$(stty -g <&3 2>/dev/null)

# Whoever ends the loop ends the booth, in order, and finds the terminal as it was.
finish() {
    if [ -n "$child" ]; then
        kill -TERM "$child" 2>/dev/null
        wait "$child"
    fi
    leave "$1"
}
leave() {
    [ -n "$modes" ] && stty "$modes" <&3 2>/dev/null
    exit "$1"
}
trap 'finish 0' TERM
trap 'finish 129' HUP
# A visitor's Ctrl-C, Ctrl-\ and Ctrl-Z must not end in a shell, least of all while the booth is away; and their Ctrl-S must
# not hold what is written then, or the booth would never be back.
trap '' INT QUIT TSTP
[ -n "$modes" ] && stty -isig -icanon -echo -ixon <&3 2>/dev/null
quiet=$(stty -g <&3 2>/dev/null)

while :; do
    begun=$(date +%s)
    "$program" booth "$@" <&3 3<&- &
    child=$!
    wait "$child"
    status=$?
    child=
    [ "$status" -eq 0 ] && leave 0
    # 2: it was called wrongly. It would fail for ever.
    [ "$status" -eq 2 ] && leave 2
    # Its terminal is gone: there is nothing left to show it on.
    [ -n "$modes" ] && ! [ -t 3 ] && exit 129
    # What was killed could not tidy up: modes, colours, the other screen, the mouse. Keys stay off until it is back.
    [ -n "$modes" ] && stty "$quiet" <&3 2>/dev/null
    printf '\033[?1003l\033[?1004l\033[?2004l\033[?1006l\033[?1000l\033[0m\033[?25h\033[?1049l'
    # Whoever falls at once, again and again, waits longer and longer.
    if [ $(($(date +%s) - begun)) -gt 60 ]; then
        wait=0
    else
        wait=$((wait == 0 ? 1 : wait * 2))
        [ "$wait" -gt 30 ] && wait=30
    fi
    sleep "$wait"
done
