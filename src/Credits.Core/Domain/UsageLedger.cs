using System.Runtime.InteropServices;
using NodaTime;

namespace Credits.Domain;

/// <summary>Usage of a wallet by user and feature, each, both and together, in every window; and what was purchased in each.</summary>
internal sealed class UsageLedger
{
    private readonly Dictionary<(string User, string Feature), Scope> _scopes = [];
    private readonly Dictionary<string, UsageCell> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UsageCell> _features = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, DailyUsage> _daily = new(StringComparer.Ordinal);
    private readonly UsageCell _all = new();
    private (string? User, string? Feature, Scope? Scope) _last;

    public UsageCell Purchases { get; } = new();

    public int Count => _scopes.Count;

    public IEnumerable<(string User, string Feature, UsageCell Cell)> Cells =>
        _scopes.Select(s => (s.Key.User, s.Key.Feature, s.Value.Both));

    /// <summary>What each feature used day by day, ordinal by feature.</summary>
    public IReadOnlyDictionary<string, DailyUsage> Daily => _daily;

    /// <summary>The four cells in which a user's use of a feature counts.</summary>
    public Scope Of(string user, string feature)
    {
        if (IsLast(user, feature))
        {
            return _last.Scope!;
        }

        ref Scope? scope = ref CollectionsMarshal.GetValueRefOrAddDefault(_scopes, (user, feature), out bool exists);
        if (!exists)
        {
            scope = new(new(), Cell(_users, user), Cell(_features, feature), _all, DailyOf(feature));
        }

        _last = (user, feature, scope);
        return scope!;
    }

    /// <summary>The same for looking only: what was never used is not made to be.</summary>
    public Scope Peek(string user, string feature)
    {
        if (IsLast(user, feature))
        {
            return _last.Scope!;
        }

        if (_scopes.TryGetValue((user, feature), out Scope? scope))
        {
            _last = (user, feature, scope);
            return scope;
        }

        return new(new(), _users.GetValueOrDefault(user) ?? new(), _features.GetValueOrDefault(feature) ?? new(), _all, new());
    }

    public void StartAnniversary(UsageWindows windows)
    {
        IEnumerable<UsageCell> cells = [.. _scopes.Values.Select(s => s.Both), .. _users.Values, .. _features.Values, _all, Purchases];
        foreach (UsageCell cell in cells)
        {
            cell.StartAnniversary(windows);
        }
    }

    public void Restore(string user, string feature, UsageCell cell) => Of(user, feature).Merge(cell);

    public DailyUsage DailyOf(string feature)
    {
        if (!_daily.TryGetValue(feature, out DailyUsage? daily))
        {
            daily = new();
            _daily.Add(feature, daily);
        }

        return daily;
    }

    /// <summary>A debit asks three times: before it, for it and after it. The same strings mean the same scope.</summary>
    private bool IsLast(string user, string feature) => ReferenceEquals(user, _last.User) && ReferenceEquals(feature, _last.Feature);

    private static UsageCell Cell(Dictionary<string, UsageCell> cells, string key)
    {
        ref UsageCell? cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, key, out _);
        return cell ??= new();
    }

    /// <summary>The cells of one user's use of one feature, from the narrowest to the whole wallet.</summary>
    internal sealed class Scope(UsageCell both, UsageCell user, UsageCell feature, UsageCell all, DailyUsage daily)
    {
        public UsageCell Both => both;

        public UsageCell For(LimitPolicy policy) => (policy.User, policy.Feature) switch
        {
            (null, null) => all,
            (not null, null) => user,
            (null, not null) => feature,
            _ => both,
        };

        public void Add(CreditAmount amount, UsageWindows windows)
        {
            both.Add(amount, windows);
            user.Add(amount, windows);
            feature.Add(amount, windows);
            all.Add(amount, windows);
            daily.Add(amount, windows.Day);
        }

        public void TakeBack(CreditAmount amount, Instant debitedAt, UsageWindows windows)
        {
            both.TakeBack(amount, debitedAt);
            user.TakeBack(amount, debitedAt);
            feature.TakeBack(amount, debitedAt);
            all.TakeBack(amount, debitedAt);
            daily.TakeBack(amount, windows.DayOf(debitedAt));
        }

        public void Merge(UsageCell cell)
        {
            both.Merge(cell);
            user.Merge(cell);
            feature.Merge(cell);
            all.Merge(cell);
        }
    }
}
