namespace Tidemark.Venues.Http;

/// <summary>Makes the message of a private call, once for each attempt: times and nonces are always new.</summary>
public interface ICallSigner
{
    /// <summary>Whether private calls must be sent one after the other, because the venue wants their nonces in order.</summary>
    bool SendsOneByOne { get; }

    /// <summary>The message, signed.</summary>
    HttpRequestMessage Sign(VenueCall call, Uri baseAddress);
}
