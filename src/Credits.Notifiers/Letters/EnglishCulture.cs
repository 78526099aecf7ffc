using System.Globalization;

namespace Credits.Notifiers;

/// <summary>English, also where the host runs without the data of cultures: there the invariant culture is English enough.</summary>
internal static class EnglishCulture
{
    public static CultureInfo Language { get; } = Find("en");

    public static CultureInfo UnitedStates { get; } = Find("en-US");

    private static CultureInfo Find(string name)
    {
        try
        {
            return CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
            return CultureInfo.InvariantCulture;
        }
    }
}
