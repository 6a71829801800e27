using System.Buffers.Text;
using System.Text;
using Ooak.Lambdas.Calls;
using Ooak.Lambdas.Dashboard;
using Ooak.Lambdas.Sync;

namespace Ooak.Lambdas.Tests.Product;

public sealed class CursorTests
{
    private const string Key = "2026-05-04T09:30:00.000Z#0197a000-0000-7000-8000-000000000001";

    private const string Early = "2026-05-04T09:10:00.000Z#early";

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 30, 30, TimeSpan.Zero);

    [Theory]
    [InlineData(Key)]
    [InlineData("2026-05-04T09:30:00.000Z#")]
    public void A_list_goes_on_where_its_cursor_says(string position) => CallFilter.Position(CallFilter.Cursor(position)).ShouldBe(position);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("***")]
    [InlineData("MjAyNi0w")]
    public void A_list_refuses_a_cursor_that_it_did_not_give(string? cursor) => CallFilter.Position(cursor).ShouldBeNull();

    [Theory]
    [InlineData("2026-05-04T09:30:00.000Z#x")]
    [InlineData("2026-05-04T09:30:00.000Z|0197a000-0000-7000-8000-000000000001")]
    [InlineData("2026-25-04T09:30:00.000Z#0197a000-0000-7000-8000-000000000001")]
    public void A_list_refuses_a_position_that_is_none(string position) => CallFilter.Position(CallFilter.Cursor(position)).ShouldBeNull();

    [Fact]
    public void A_sync_cursor_survives_the_phone()
    {
        var cursor = new SyncCursor(7, Key, "2026-05-04T09:20:00.000Z#", KnownVersions.None.With([At(Key, 3), At(Early)])) { Announced = 12, More = true };

        SyncCursor.Parse(cursor.ToString()).ShouldBe(cursor);
        SyncCursor.Parse(SyncCursor.Start(7).ToString()).ShouldBe(SyncCursor.Start(7));
    }

    [Fact]
    public void A_sync_cursor_from_before_goes_on_at_its_place()
    {
        Old($"1|7|{Key}").ShouldBe(new SyncCursor(7, Key, Key, KnownVersions.None));
        Old($"2|7|{Key}|12").ShouldBe(new SyncCursor(7, Key, Key, KnownVersions.None) { Announced = 12 });

        static SyncCursor? Old(string text) => SyncCursor.Parse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_sync_cursor_survives_the_phone_with_all_that_it_may_know()
    {
        var known = KnownVersions.None.With(Enumerable.Range(0, SyncCursor.MaximumKnown).Select(i => At($"{i}")));

        SyncCursor.Parse(new SyncCursor(long.MaxValue, Key, Key, known) { Announced = long.MaxValue, More = true }.ToString())!.Known.ShouldBe(known);
    }

    [Fact]
    public void A_sync_cursor_knows_a_call_in_one_version()
    {
        var known = KnownVersions.None.With([At("a", 2)]);

        known.Contains("a", 2).ShouldBeTrue();
        known.Contains("a", 3).ShouldBeFalse();
        known.Contains("b", 2).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1|x|")]
    [InlineData("2|1|")]
    [InlineData("1|1|x")]
    [InlineData("1|1")]
    [InlineData("3|1|||0|x")]
    [InlineData("3|1||x|0|")]
    public void A_sync_cursor_of_no_use_is_told(string text) => SyncCursor.Parse(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text))).ShouldBeNull();

    [Fact]
    public void A_sync_cursor_that_is_no_base64_is_told() => SyncCursor.Parse("***").ShouldBeNull();

    [Theory]
    [InlineData("***")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAA.AAAAAAAA")]
    public void A_sync_cursor_whose_known_calls_make_no_sense_is_of_no_use(string known) => SyncCursor.Parse($"{SyncCursor.Start(1)}.{known}").ShouldBeNull();

    [Fact]
    public void What_is_ten_minutes_old_is_settled_and_what_is_younger_is_looked_at_again()
    {
        var cursor = SyncCursor.Start(1).WentOn([At(Early), At(Key)], Now);

        cursor.After.ShouldBe(Key);
        cursor.Settled.ShouldBe("2026-05-04T09:20:30.000Z#");
        cursor.Known.ShouldBe(KnownVersions.None.With([At(Key)]));
        cursor.LooksBack(Now, busy: false).ShouldBeTrue();

        var later = cursor.LookedBack([At(Key)], isAll: true, Now.AddMinutes(10));
        later.ShouldBe(new SyncCursor(1, Key, Key, KnownVersions.None));
        later.LooksBack(Now.AddMinutes(10), busy: false).ShouldBeFalse();
    }

    [Fact]
    public void A_phone_that_has_more_to_send_or_to_fetch_looks_back_now_and_then()
    {
        var cursor = SyncCursor.Start(1).WentOn([At(Key)], Now);

        cursor.LooksBack(Now.AddSeconds(10), busy: true).ShouldBeFalse();
        cursor.LooksBack(Now.AddSeconds(11), busy: true).ShouldBeTrue();
        (cursor with { More = true }).LooksBack(Now, busy: false).ShouldBeFalse();
    }

    [Fact]
    public void What_was_not_looked_at_again_stays_unsettled()
    {
        var cursor = SyncCursor.Start(1).WentOn([At(Early), At(Key)], Now).WentOn([At("2026-05-04T09:40:00.000Z#x")], Now.AddMinutes(20));

        cursor.Settled.ShouldBe("2026-05-04T09:20:30.000Z#");
        cursor.Known.ShouldBe(KnownVersions.None.With([At(Key), At("2026-05-04T09:40:00.000Z#x")]));
    }

    [Fact]
    public void A_page_of_long_ago_is_settled_to_its_end()
    {
        var cursor = SyncCursor.Start(1).WentOn([At(Early)], Now, pageEnd: "2026-05-04T09:15:00.000Z#x");

        cursor.ShouldBe(new SyncCursor(1, "2026-05-04T09:15:00.000Z#x", "2026-05-04T09:15:00.000Z#x", KnownVersions.None) { More = true });
        cursor.WentOn([], Now).More.ShouldBeFalse();
    }

    [Fact]
    public void What_a_device_made_itself_needs_no_mark() =>
        SyncCursor.Start(1).WentOn([At(Key) with { MadeHere = true }], Now).Known.ShouldBe(KnownVersions.None);

    [Fact]
    public void Of_more_than_a_cursor_holds_the_newest_are_known()
    {
        List<Seen> many = [.. Enumerable.Range(0, SyncCursor.MaximumKnown + 2).Select(i => At($"2026-05-04T09:30:00.{i / 10:D3}Z#{i:D5}"))];

        var cursor = SyncCursor.Start(1).WentOn([At(Key)], Now).LookedBack([.. Enumerable.Reverse(many)], isAll: true, Now);
        cursor.Settled.ShouldBe(many[1].Key);
        cursor.Known.ShouldBe(KnownVersions.None.With(many.Skip(2)));

        var page = SyncCursor.Start(1).WentOn(many.Take(900), Now).WentOn(many.Skip(900), Now);
        page.Settled.ShouldBe(many[899].Key);
        page.Known.ShouldBe(KnownVersions.None.With(many.Skip(900)));
    }

    [Fact]
    public void Of_more_than_is_looked_at_again_the_newest_are()
    {
        var cursor = SyncCursor.Start(1).WentOn([At(Early), At(Key)], Now).LookedBack([At(Key)], isAll: false, Now);

        cursor.Settled.ShouldBe(Key);
    }

    [Theory]
    [InlineData("9", "10", -1)]
    [InlineData("10", "9", 1)]
    [InlineData("0010", "10", 0)]
    [InlineData("", "1", -1)]
    [InlineData("", "", 0)]
    [InlineData("1405400000000002063282832", "1405400000000002063282833", -1)]
    [InlineData("9999999999999999999999999999999999999999", "1000000000000000000000000000000000000000", 1)]
    public void Sequence_numbers_compare_as_numbers(string a, string b, int sign) => Math.Sign(SequenceNumber.Compare(a, b)).ShouldBe(sign);

    private static Seen At(string key, long version = 1) => new(key, "CALL#" + key, key, version, MadeHere: false);
}
