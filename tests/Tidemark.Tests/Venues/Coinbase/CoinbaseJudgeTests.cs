using System.Text;
using Tidemark.Venues.Coinbase.Rest;
using Tidemark.Venues.Http;
using Tidemark.Venues.Results;

namespace Tidemark.Tests.Venues.Coinbase;

/// <summary>What the venue's refusals mean, in bodies as it sends them.</summary>
public sealed class CoinbaseJudgeTests
{
    [Theory]
    [InlineData(401, "Unauthorized\n", VenueErrorKind.Authentication, false, false)]
    [InlineData(403, """{"error":"PERMISSION_DENIED","error_details":"Missing required scopes","message":"Missing required scopes"}""", VenueErrorKind.Permission, false, false)]
    [InlineData(403, "<html><title>Attention Required</title></html>", VenueErrorKind.Banned, true, false)]
    [InlineData(404, """{"error":"NOT_FOUND","error_details":"order with this orderID was not found","message":"order with this orderID was not found"}""", VenueErrorKind.UnknownOrder, false, false)]
    [InlineData(400, """{"error":"INVALID_ARGUMENT","error_details":"ProductID is invalid","message":"ProductID is invalid"}""", VenueErrorKind.UnknownInstrument, false, false)]
    [InlineData(400, """{"error":"INVALID_ARGUMENT","error_details":"number of candles requested should be less than 350","message":"number of candles requested should be less than 350"}""", VenueErrorKind.InvalidRequest, false, false)]
    [InlineData(429, """{"errors":[{"id":"rate_limit_exceeded","message":"Too many requests"}]}""", VenueErrorKind.RateLimited, true, false)]
    [InlineData(429, "<html><head><title>Coinbase</title>", VenueErrorKind.RateLimited, true, false)]
    [InlineData(500, """{"error":"INTERNAL","error_details":"","message":""}""", VenueErrorKind.ServerError, true, true)]
    [InlineData(502, "<html>Bad gateway</html>", VenueErrorKind.ServerError, true, true)]
    [InlineData(503, """{"error":"UNAVAILABLE","message":"under maintenance"}""", VenueErrorKind.Maintenance, true, true)]
    [InlineData(200, """{"success":false,"failure_reason":"UNKNOWN_FAILURE_REASON","order_id":"","error_response":{"error":"INSUFFICIENT_FUND","message":"Insufficient balance in source account","error_details":"","preview_failure_reason":"PREVIEW_INSUFFICIENT_FUND"}}""", VenueErrorKind.InsufficientFunds, false, false)]
    [InlineData(200, """{"success":false,"error_response":{"error":"UNKNOWN_FAILURE_REASON","message":"","error_details":"","preview_failure_reason":"PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE"}}""", VenueErrorKind.WouldTriggerImmediately, false, false)]
    [InlineData(200, """{"success":false,"error_response":{"error":"INVALID_LIMIT_PRICE_POST_ONLY","message":"","preview_failure_reason":"PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY"}}""", VenueErrorKind.WouldTakeLiquidity, false, false)]
    [InlineData(200, """{"success":false,"error_response":{"error":"INVALID_REQUEST","message":"","preview_failure_reason":"PREVIEW_INVALID_BASE_SIZE_TOO_SMALL"}}""", VenueErrorKind.RuleViolated, false, false)]
    [InlineData(200, """{"success":false,"error_response":{"error":"UNSUPPORTED_ORDER_CONFIGURATION","message":"source is not enabled for trading"}}""", VenueErrorKind.NotSupported, false, false)]
    [InlineData(200, """{"success":false,"errors":[{"edit_failure_reason":"ORDER_NOT_FOUND"}],"error_response":{"edit_failure_reason":"ORDER_NOT_FOUND","preview_failure_reason":"UNKNOWN_PREVIEW_FAILURE_REASON"}}""", VenueErrorKind.UnknownOrder, false, false)]
    [InlineData(200, """{"success":false,"error_response":{"edit_failure_reason":"ONLY_OPEN_ORDERS_CAN_BE_EDITED"}}""", VenueErrorKind.OrderClosed, false, false)]
    public void Refusals_AreOfTheRightKind(int status, string body, VenueErrorKind kind, bool isTransient, bool mayHaveHappened)
    {
        using var response = new HttpResponseMessage();
        var answer = new VenueAnswer(status, response.Headers, Encoding.UTF8.GetBytes(body), Instant.UnixEpoch, Instant.UnixEpoch);
        var error = new CoinbaseJudge().Judge(new VenueCall(HttpMethod.Post, "/api/v3/brokerage/orders"), answer)!;
        Assert.Equal((kind, isTransient, mayHaveHappened), (error.Kind, error.IsTransient, error.MayHaveHappened));
        // What only reads cannot have happened.
        if (status >= 400) Assert.False(new CoinbaseJudge().Judge(new VenueCall(HttpMethod.Get, "/api/v3/brokerage/accounts"), answer)!.MayHaveHappened);
    }

    [Fact]
    public void OrderThatWasTaken_IsNoError()
    {
        using var response = new HttpResponseMessage();
        var body = """{"success":true,"failure_reason":"UNKNOWN_FAILURE_REASON","order_id":"1","success_response":{"order_id":"1"}}"""u8.ToArray();
        Assert.Null(new CoinbaseJudge().Judge(new VenueCall(HttpMethod.Post, "/api/v3/brokerage/orders"), new VenueAnswer(200, response.Headers, body, Instant.UnixEpoch, Instant.UnixEpoch)));
    }
}
