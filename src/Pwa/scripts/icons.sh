#!/bin/sh
# Makes the PNG icons from public/icons/icon.svg with headless Chromium.
set -eu
cd "$(dirname "$0")/../public/icons"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
draw() { # name, size, scale of the drawing in percent, background
  cat > "$work/page.html" <<HTML
<style>body{margin:0;background:$4}img{position:fixed;inset:0;margin:auto;width:$3%;height:$3%}</style><img src="$PWD/icon.svg">
HTML
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --default-background-color=00000000 --window-size="$2,$2" --screenshot="$PWD/$1" "file://$work/page.html" 2>/dev/null
}
draw icon-192.png 192 100 transparent
draw icon-512.png 512 100 transparent
# Maskable: the launcher cuts a circle; the drawing stays within the inner 80 %.
draw maskable-512.png 512 88 '#0b5d52'
draw apple-touch-icon.png 180 100 '#0b5d52'
