// Searches in, a block of suggestions like the one Google sends with its answers out: with its own style, for light and dark.

const style = `<style>
.container { align-items: center; border-radius: 8px; display: flex; font: 14px sans-serif; padding: 8px 12px; }
.carousel { overflow: auto; scrollbar-width: none; white-space: nowrap; }
.chip { border: solid 1px; border-radius: 16px; display: inline-block; margin: 0 8px; padding: 5px 16px; text-decoration: none; }
@media (prefers-color-scheme: light) { .container { background: #fafafa; } .chip { background: #fff; border-color: #d2d2d2; color: #5e5e5e; } }
@media (prefers-color-scheme: dark) { .container { background: #1f1f1f; } .chip { background: #2c2c2c; border-color: #3c4043; color: #fff; } }
</style>`;

/** `searches`: plain words. */
export function chips(...searches: readonly string[]): string {
  const links = searches.map(
    (words) => `<a class="chip" href="https://www.google.com/search?q=${encodeURIComponent(words)}">${words}</a>`,
  );
  return `${style}\n<div class="container"><div class="carousel">${links.join('')}</div></div>`;
}
