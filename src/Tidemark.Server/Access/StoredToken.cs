namespace Tidemark.Server.Access;

/// <summary>A token and where it came from.</summary>
public sealed record StoredToken(AccessToken Token, TokenOrigin Origin);
