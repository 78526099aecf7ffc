using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace TestStudio.Pages;

/// <summary>A piece of a page. Whatever is interpolated is text, unless it is a piece of a page itself.</summary>
internal readonly record struct Html(string Markup)
{
    public static Html Of(ref Handler handler) => new(handler.ToString());

    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(static p => p.Markup)));

    [InterpolatedStringHandler]
    public readonly ref struct Handler(int literalLength, int formattedCount)
    {
        private readonly StringBuilder _markup = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string markup) => _markup.Append(markup);

        public void AppendFormatted(Html piece) => _markup.Append(piece.Markup);

        public void AppendFormatted<T>(T value) =>
            _markup.Append(HtmlEncoder.Default.Encode(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));

        public override string ToString() => _markup.ToString();
    }
}
