using System.Net;
using System.Text;

namespace Tidemark.Research.Reports;

/// <summary>Builds HTML text; whatever comes from outside is escaped.</summary>
internal sealed class HtmlText
{
    private readonly StringBuilder text = new();

    /// <summary>Adds markup of ours as it is.</summary>
    public HtmlText Markup(string markup)
    {
        text.Append(markup);
        return this;
    }

    /// <summary>Adds text to read, escaped.</summary>
    public HtmlText Text(string content)
    {
        text.Append(WebUtility.HtmlEncode(content));
        return this;
    }

    /// <summary>Adds an element with text to read.</summary>
    /// <param name="tag">Name of the element.</param>
    /// <param name="content">Escaped.</param>
    /// <param name="attributes">Markup of ours: <c>class="bad"</c>.</param>
    public HtmlText Element(string tag, string content, string attributes = "")
    {
        text.Append('<').Append(tag);
        if (attributes.Length > 0) text.Append(' ').Append(attributes);
        text.Append('>');
        Text(content);
        text.Append("</").Append(tag).Append('>');
        return this;
    }

    public override string ToString() => text.ToString();
}
