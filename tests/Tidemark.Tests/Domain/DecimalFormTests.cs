namespace Tidemark.Tests.Domain;

public sealed class DecimalFormTests
{
    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("100", "100")]
    [InlineData("100.000", "100")]
    [InlineData("0.000", "0")]
    [InlineData("-2.3400", "-2.34")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("7922816251426433759354395033.0", "7922816251426433759354395033")]
    [InlineData("0.0000000000000000000000000010", "0.000000000000000000000000001")]
    public void Canonical_AnyValue_HasNoTrailingZeros(string text, string expected)
    {
        var value = DecimalForm.Canonical(decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(expected, value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
