using System.Text.Json;

namespace Tidemark.Venues.Kraken.Wire;

/// <summary>The objects of an array of data, one after the other, each with the symbol that it is about.</summary>
internal ref struct DataItems
{
    private readonly ReadOnlySpan<byte> data;
    private Utf8JsonReader reader;

    public DataItems(ReadOnlySpan<byte> data)
    {
        this.data = data;
        reader = new Utf8JsonReader(data);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray) throw new JsonException("the data are not an array");
    }

    /// <summary>The object.</summary>
    public ReadOnlySpan<byte> Item { get; private set; }

    /// <summary>Empty where it names none.</summary>
    public ReadOnlySpan<byte> Symbol { get; private set; }

    public bool MoveNext()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
        var start = (int)reader.TokenStartIndex;
        Symbol = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isSymbol = reader.ValueTextEquals("symbol"u8);
            reader.Read();
            if (isSymbol) Symbol = reader.ValueSpan;
            else reader.Skip();
        }
        Item = data[start..(int)reader.BytesConsumed];
        return true;
    }
}
