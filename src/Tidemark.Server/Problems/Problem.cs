namespace Tidemark.Server.Problems;

/// <summary>Why a request was not done, as RFC 9457 tells it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">A stable word for programs: <c>wrongToken</c>.</param>
/// <param name="Title">The kind of problem in words; the same for every problem of this code.</param>
/// <param name="Detail">What is wrong with this request and what to do.</param>
internal sealed record Problem(int Status, string Code, string Title, string Detail)
{
    /// <summary>The parameter or member at fault, when it is one.</summary>
    public string? Parameter { get; init; }

    /// <summary>When to try again.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static Problem TokenMissing { get; } = new(401, "tokenMissing", "Token missing",
        "Send the header 'Authorization: Bearer TOKEN', or log the browser in with the link that './tidemark token --link' prints.");

    public static Problem WrongToken { get; } = new(401, "wrongToken", "Wrong token", "The token is not the one of this server; './tidemark token' prints it.");

    public static Problem ForeignOrigin { get; } = new(403, "foreignOrigin", "Request from another site",
        "A request that changes something must come from this server's own page, or carry the token in its Authorization header and no foreign Origin.");

    public static Problem TooManyWrongTokens(int retryAfterSeconds) => new(429, "tooManyWrongTokens", "Too many wrong tokens",
        $"More than {Access.WrongTokenLimit.TokensPerMinute} different wrong tokens came from this address within a minute; try again in {retryAfterSeconds} s.")
    {
        RetryAfterSeconds = retryAfterSeconds,
    };

    public static Problem BadParameter(string parameter, string detail) => new(400, "badParameter", "Bad parameter", detail) { Parameter = parameter };

    public static Problem BadBody(string detail, string? parameter = null) => new(400, "badBody", "Bad request body", detail) { Parameter = parameter };
}
