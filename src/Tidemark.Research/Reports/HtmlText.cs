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

    /// <summary>Opens a table that scrolls where it is wider than the page, with a name for screen readers and its heading row.</summary>
    /// <param name="caption">What the table shows.</param>
    /// <param name="headings">Of the columns.</param>
    /// <param name="kind">Class for the styles.</param>
    public HtmlText OpenTable(string caption, IEnumerable<string> headings, string kind = "")
    {
        Markup("<div class=\"scroll\"><table").Markup(kind.Length > 0 ? $" class=\"{kind}\">" : ">").Element("caption", caption).Markup("<thead><tr>");
        foreach (var heading in headings) Element("th", heading, "scope=\"col\"");
        return Markup("</tr></thead><tbody>");
    }

    /// <summary>Closes what <see cref="OpenTable"/> opened.</summary>
    public HtmlText CloseTable() => Markup("</tbody></table></div>");

    public override string ToString() => text.ToString();
}
