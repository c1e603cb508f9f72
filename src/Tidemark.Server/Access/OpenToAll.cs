namespace Tidemark.Server.Access;

/// <summary>Marks a route that needs no token.</summary>
internal sealed class OpenToAll
{
    public static readonly OpenToAll Mark = new();

    private OpenToAll()
    {
    }
}
