#!/bin/sh
# Brings a booth back after anything but a clean end (the operator's "quit", or SIGTERM), in any terminal:
#
#     sh booth-loop.sh --config booth.toml
#
# The arguments are those of `polysemy booth`. POLYSEMY names the program, unless `polysemy` on the path is meant.
set -u
program=${POLYSEMY:-polysemy}
wait=0
# A visitor's Ctrl-C, Ctrl-\ and Ctrl-Z must not end in a shell, least of all while the booth is away.
trap '' INT QUIT TSTP
# What runs in the background gets no standard input from some shells (dash), whatever it is redirected from by then.
exec 3<&0
modes=$(stty -g <&3 2>/dev/null)

# Whoever ends the loop ends the booth, in order, and finds the terminal as it was.
finish() {
    # The booth, or the pause after it: `$!` is known at once, a variable of ours would be set a moment later.
    kill -TERM "${!:-}" 2>/dev/null
    wait
    leave "$1"
}
leave() {
    if [ -n "$modes" ]; then
        # What was typed meanwhile was meant for no shell.
        stty -icanon min 0 time 0 <&3 2>/dev/null && cat <&3 >/dev/null 2>&1
        stty "$modes" <&3 2>/dev/null
    fi
    exit "$1"
}
trap 'finish 0' TERM
trap 'finish 129' HUP
# No key ends, stops or holds anything (Ctrl-S), and none is echoed.
[ -n "$modes" ] && stty -isig -icanon -iexten -echo -ixon <&3 2>/dev/null
quiet=$(stty -g <&3 2>/dev/null)

while :; do
    begun=$(date +%s)
    "$program" booth "$@" <&3 3<&- &
    wait "$!"
    status=$?
    case $status in
    # 143: SIGTERM came before it could end in order.
    0 | 143) leave 0 ;;
    # It was called wrongly, and would fail for ever.
    2) leave 2 ;;
    esac
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
    # In the background, so that whoever ends the loop need not wait for it.
    sleep "$wait" &
    wait "$!"
done
