namespace Tidemark.Venues.Ports;

/// <summary>Tells listeners about their streams.</summary>
internal static class FeedNotices
{
    /// <summary>Tells a notice. A listener that cannot write it down, to a log on a full disk for example, does not stop the stream or what else is to be done.</summary>
    public static void Notify(this IMarketListener listener, FeedNotice notice)
    {
        try
        {
            listener.OnFeed(notice);
        }
        catch (Exception)
        {
            // Its own mistake; the data goes on.
        }
    }
}
