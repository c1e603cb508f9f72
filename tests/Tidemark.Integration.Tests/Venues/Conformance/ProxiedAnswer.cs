using System.Text;

namespace Tidemark.Integration.Tests.Venues.Conformance;

/// <summary>An answer on its way from a server to a connector.</summary>
internal sealed record ProxiedAnswer(int Status, string ContentType, byte[] Body)
{
    /// <summary>The request was carried out, and nothing comes back.</summary>
    public static readonly ProxiedAnswer Never = new(0, "", []);

    public static ProxiedAnswer Of(string body, int status = 200, string contentType = "application/json") => new(status, contentType, Encoding.UTF8.GetBytes(body));
}
