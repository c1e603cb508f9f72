using System.Collections.Immutable;
using System.Globalization;

namespace Tidemark.Learning.Data;

/// <summary>The Python dictionary of a .npy header: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</summary>
internal sealed record NpyDictionary(string Type, bool IsFortranOrder, ImmutableArray<long> Shape)
{
    public static NpyDictionary Parse(string text, string name) => new Parser(text, name).Dictionary();

    private sealed class Parser(string text, string name)
    {
        private int position;

        public NpyDictionary Dictionary()
        {
            string? type = null;
            bool? isFortranOrder = null;
            ImmutableArray<long>? shape = null;
            Expect('{');
            while (!Accept('}'))
            {
                var key = Quoted();
                Expect(':');
                if (key == "descr" && type is null) type = Quoted();
                else if (key == "fortran_order" && isFortranOrder is null) isFortranOrder = Truth();
                else if (key == "shape" && shape is null) shape = Sizes();
                else throw Wrong($"the key '{key}' is not expected");
                if (Accept(',')) continue;
                Expect('}');
                break;
            }
            if (text.AsSpan(position).Trim().Length > 0) throw Wrong("text follows the dictionary");
            return new NpyDictionary(type ?? throw Wrong("descr is missing"), isFortranOrder ?? throw Wrong("fortran_order is missing"), shape ?? throw Wrong("shape is missing"));
        }

        private ImmutableArray<long> Sizes()
        {
            var sizes = ImmutableArray.CreateBuilder<long>();
            Expect('(');
            while (!Accept(')'))
            {
                sizes.Add(Number());
                if (Accept(',')) continue;
                Expect(')');
                break;
            }
            return sizes.ToImmutable();
        }

        private long Number()
        {
            Skip();
            var start = position;
            while (position < text.Length && char.IsAsciiDigit(text[position])) position++;
            // Python 2 wrote 3L.
            var digits = text.AsSpan(start, position - start);
            if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw Wrong("a whole number from 0 is expected");
            if (position < text.Length && text[position] == 'L') position++;
            return number;
        }

        private bool Truth()
        {
            Skip();
            foreach (var (word, value) in new[] { ("False", false), ("True", true) })
            {
                if (string.CompareOrdinal(text, position, word, 0, word.Length) != 0) continue;
                position += word.Length;
                return value;
            }
            throw Wrong("True or False is expected");
        }

        private string Quoted()
        {
            Skip();
            var quote = position < text.Length ? text[position] : ' ';
            if (quote == '[') throw Wrong("tables with named columns of different types cannot be read");
            var end = quote is '\'' or '"' ? text.IndexOf(quote, position + 1) : -1;
            if (end < 0) throw Wrong("a text in quotes is expected");
            var quoted = text[(position + 1)..end];
            position = end + 1;
            return quoted;
        }

        private bool Accept(char character)
        {
            Skip();
            if (position >= text.Length || text[position] != character) return false;
            position++;
            return true;
        }

        private void Expect(char character)
        {
            if (!Accept(character)) throw Wrong($"'{character}' is expected");
        }

        private void Skip()
        {
            while (position < text.Length && char.IsWhiteSpace(text[position])) position++;
        }

        private InvalidDataException Wrong(string reason) => new(string.Create(CultureInfo.InvariantCulture, $"{name}: the header of the .npy file is damaged at character {position}: {reason}"));
    }
}
