namespace Tidemark.Browser.Tests;

/// <summary>Scripts that look over a page and name what is wrong; empty text when nothing is.</summary>
internal static class PageChecks
{
    /// <summary>Texts whose contrast to the ground behind them is below 4.5 (3 for large ones): WCAG 2.1, level AA. Disabled controls do not count.</summary>
    public const string PoorContrast = """
        (() => {
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const light = c => [c.r, c.g, c.b].map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
          const groundOf = element => {
            for (let e = element; e; e = e.parentElement) {
              const ground = parse(getComputedStyle(e).backgroundColor);
              if (ground.a > 0.99) return ground;
            }
            return { r: 255, g: 255, b: 255, a: 1 };
          };
          const poor = [];
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const element = walker.currentNode.parentElement;
            if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('button:disabled, script, style, noscript, .sr-only')) continue;
            const style = getComputedStyle(element);
            const [a, b] = [light(parse(style.color)), light(groundOf(element))].sort((x, y) => y - x);
            const ratio = (a + 0.05) / (b + 0.05);
            const isLarge = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
            if (ratio < (isLarge ? 3 : 4.5)) poor.push(`${walker.currentNode.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
          }
          return [...new Set(poor)].join('; ');
        })()
        """;

    /// <summary>Controls, pictures and tables that a screen reader could not name.</summary>
    public const string Nameless = """
        (() => {
          const nameless = [];
          const nameOf = e => e.getAttribute('aria-label') || e.textContent.trim() || e.labels?.[0]?.textContent.trim() || e.title;
          for (const e of document.querySelectorAll('button, a, input, select, textarea, [role=img], [role=region]')) if (e.checkVisibility() && !nameOf(e)) nameless.push(e.outerHTML.slice(0, 80));
          for (const e of document.querySelectorAll('table')) if (!e.caption?.textContent.trim()) nameless.push('a table without a caption');
          for (const e of document.querySelectorAll('th')) if (!e.scope) nameless.push('a heading cell without a scope');
          if (!document.documentElement.lang) nameless.push('the language of the page');
          if (document.querySelectorAll('h1').length !== 1) nameless.push('one main heading');
          if (document.querySelectorAll('main').length !== 1) nameless.push('one main part');
          return nameless.join('; ');
        })()
        """;
}
