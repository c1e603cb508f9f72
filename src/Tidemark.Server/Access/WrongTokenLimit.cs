using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Tidemark.Server.Access;

/// <summary>
/// Stops guessing: after ten different wrong tokens from one address, further ones are not looked at until a minute has passed.
/// The same wrong token again and again (a script with an old one) counts once, so that it does not lock out its neighbours.
/// </summary>
internal sealed class WrongTokenLimit(TimeProvider time)
{
    public const int TokensPerMinute = 10;
    private const int AddressesKept = 1_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<IPAddress, Failures> byAddress = [];

    /// <summary>Whether a token from this address may be looked at.</summary>
    /// <param name="retryAfterSeconds">When not, how long it takes until it may.</param>
    public bool Allows(IPAddress address, string shown, out int retryAfterSeconds)
    {
        retryAfterSeconds = 0;
        lock (gate)
        {
            if (!byAddress.TryGetValue(address, out var failures)) return true;
            var left = Window - time.GetElapsedTime(failures.Since);
            if (left <= TimeSpan.Zero) return byAddress.Remove(address);
            if (failures.Fingerprints.Count < TokensPerMinute || failures.Fingerprints.Contains(Fingerprint(shown))) return true;
            retryAfterSeconds = Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
            return false;
        }
    }

    public void Count(IPAddress address, string shown)
    {
        lock (gate)
        {
            if (!byAddress.TryGetValue(address, out var failures))
            {
                if (byAddress.Count >= AddressesKept) Forget();
                byAddress[address] = failures = new Failures(time.GetTimestamp(), []);
            }
            if (failures.Fingerprints.Count < TokensPerMinute) failures.Fingerprints.Add(Fingerprint(shown));
        }
    }

    /// <summary>Drops what is over; if all of it is recent, the oldest.</summary>
    private void Forget()
    {
        foreach (var (address, failures) in byAddress.ToArray())
            if (time.GetElapsedTime(failures.Since) >= Window) byAddress.Remove(address);
        if (byAddress.Count >= AddressesKept) byAddress.Remove(byAddress.MinBy(entry => entry.Value.Since).Key);
    }

    private static ulong Fingerprint(string shown) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(shown)));

    private sealed record Failures(long Since, HashSet<ulong> Fingerprints);
}
