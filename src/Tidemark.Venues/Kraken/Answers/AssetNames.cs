using System.Collections.Frozen;
using System.Text.Json;
using Tidemark.Venues.Json;

namespace Tidemark.Venues.Kraken.Answers;

/// <summary>The venue's names of assets: <c>XXBT</c>, <c>XBT</c> and <c>BTC</c> are one.</summary>
internal sealed class AssetNames
{
    private readonly FrozenDictionary<string, string> alternates;

    private AssetNames(FrozenDictionary<string, string> alternates) => this.alternates = alternates;

    /// <example><c>{"XXBT":{"aclass":"currency","altname":"XBT","decimals":10,"display_decimals":5,"status":"enabled"}}</c></example>
    public static AssetNames Read(JsonElement result) =>
        new(result.EnumerateObject().ToFrozenDictionary(item => item.Name, item => item.Value.Text("altname"), StringComparer.Ordinal));

    /// <summary>The usual name of an asset by any of the venue's. What is lent out or staked has a suffix there, and keeps it.</summary>
    public string Usual(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (stem, suffix) = dot < 0 ? (name, "") : (name[..dot], name[dot..]);
        return Common(alternates.GetValueOrDefault(stem, stem)) + suffix;
    }

    /// <summary>The usual name for the venue's short one.</summary>
    public static string Common(string alternate) => alternate switch { "XBT" => "BTC", "XDG" => "DOGE", _ => alternate };
}
