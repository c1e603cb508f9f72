using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Tidemark.Venues.Http;

/// <summary>What came back for a request.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Headers">Of the answer.</param>
/// <param name="Body">Whole.</param>
/// <param name="SentAt">By our clock.</param>
/// <param name="ReceivedAt">By our clock.</param>
public sealed record VenueAnswer(int Status, HttpResponseHeaders Headers, byte[] Body, Instant SentAt, Instant ReceivedAt)
{
    private const int LongestExcerpt = 200;

    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>A header as a whole number; null where it is missing or is none.</summary>
    public long? Number(string header) =>
        Headers.TryGetValues(header, out var values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>How long to wait, from the header Retry-After in seconds or as a date; null without.</summary>
    public Duration? RetryAfter => Headers.RetryAfter switch
    {
        { Delta: { } delta } => new Duration(delta.Ticks * 100),
        { Date: { } date } => new Duration(Math.Max((Instant.FromDateTime(date.UtcDateTime) - ReceivedAt).Nanoseconds, 0)),
        _ => null,
    };

    /// <summary>The beginning of the body on one line, for messages.</summary>
    public string Excerpt
    {
        get
        {
            var text = Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, LongestExcerpt)));
            return string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        }
    }
}
