using Tidemark.Venues.Kraken.Rest;
using Tidemark.Venues.Results;

namespace Tidemark.Tests.Venues.Kraken;

/// <summary>The venue's error texts in our vocabulary.</summary>
public sealed class KrakenErrorTests
{
    [Theory]
    [InlineData("EOrder:Insufficient funds", VenueErrorKind.InsufficientFunds, false, false)]
    [InlineData("EOrder:Order minimum not met", VenueErrorKind.RuleViolated, false, false)]
    [InlineData("EOrder:Unknown order", VenueErrorKind.UnknownOrder, false, false)]
    [InlineData("EOrder:Rate limit exceeded", VenueErrorKind.RateLimited, true, false)]
    [InlineData("EAPI:Rate limit exceeded", VenueErrorKind.RateLimited, true, false)]
    [InlineData("EAPI:Invalid nonce", VenueErrorKind.NonceTooLow, true, false)]
    [InlineData("EAPI:Invalid signature", VenueErrorKind.Authentication, false, false)]
    [InlineData("EGeneral:Permission denied", VenueErrorKind.Permission, false, false)]
    [InlineData("EGeneral:Temporary lockout", VenueErrorKind.Banned, true, false)]
    [InlineData("EGeneral:Invalid arguments:volume minimum not met", VenueErrorKind.RuleViolated, false, false)]
    [InlineData("EGeneral:Invalid arguments", VenueErrorKind.InvalidRequest, false, false)]
    [InlineData("EGeneral:Internal error", VenueErrorKind.ServerError, true, true)]
    [InlineData("EService:Unavailable", VenueErrorKind.Maintenance, true, true)]
    [InlineData("EService:Busy", VenueErrorKind.Maintenance, true, true)]
    [InlineData("EService:Market in cancel_only mode", VenueErrorKind.NotTrading, false, false)]
    [InlineData("EService:Deadline elapsed", VenueErrorKind.Timeout, true, false)]
    [InlineData("EQuery:Unknown asset pair", VenueErrorKind.UnknownInstrument, false, false)]
    [InlineData("EOrder:Something new", VenueErrorKind.Rejected, false, false)]
    public void Text_OfAnOrder_SaysWhatHappened(string text, VenueErrorKind kind, bool isTransient, bool mayHaveHappened)
    {
        var error = KrakenErrors.Of(text, onlyReads: false, "POST /0/private/AddOrder");
        Assert.Equal((kind, isTransient, mayHaveHappened), (error.Kind, error.IsTransient, error.MayHaveHappened));
        Assert.False(KrakenErrors.Of(text, onlyReads: true, "").MayHaveHappened);
    }
}
