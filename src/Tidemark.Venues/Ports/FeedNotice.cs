namespace Tidemark.Venues.Ports;

/// <summary>News about a feed itself.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Time">When we noticed.</param>
/// <param name="Subscription">Which stream it is about; null for all of a connection.</param>
/// <param name="Detail">One line for people.</param>
public sealed record FeedNotice(FeedNoticeKind Kind, Instant Time, MarketSubscription? Subscription, string Detail);
