using Amazon.DynamoDBv2.Model;
using Ooak.Lambdas.Audit;
using Ooak.Lambdas.Data;
using Ooak.Lambdas.Wire;

namespace Ooak.Lambdas.Employees;

/// <summary>How a change of a profile ended.</summary>
internal enum ChangeOutcome
{
    Saved,

    /// <summary>Somebody changed role or status meanwhile: read again.</summary>
    Conflict,

    /// <summary>Nobody would be left to manage.</summary>
    LastManager,
}

/// <summary>Somebody who was erased.</summary>
/// <param name="Username">The user of the pool that is still to be deleted.</param>
internal sealed record ErasedEmployee(string? Username);

/// <summary>Profiles, the directory and the set of active managers.</summary>
internal sealed class EmployeeStore(DataTable table, TimeProvider time)
{
    private const string ErasedAt = "erasedAt";
    private const int Attempts = 8;

    public async Task<StoredEmployee?> FindAsync(string employeeId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Profile, cancellation) is { } item && item.Text(Keys.Type) != ItemTypes.Erased ? EmployeeItem.FromItem(item) : null;

    /// <summary>Null: this person was not erased. Whoever was has a tombstone for good, so that their phones learn of it however late.</summary>
    public async Task<ErasedEmployee?> FindErasedAsync(string employeeId, CancellationToken cancellation) =>
        await table.GetAsync(Keys.Employee(employeeId), Keys.Profile, cancellation) is { } item && item.Text(Keys.Type) == ItemTypes.Erased
            ? new ErasedEmployee(item.Text(EmployeeItem.Username))
            : null;

    /// <summary>Puts the tombstone where the profile was. The user's own name stays until the account is gone.</summary>
    public async Task<ChangeOutcome> TryEraseAsync(StoredEmployee stored, AuditEntry entry, CancellationToken cancellation)
    {
        var (id, read) = (stored.Employee.Id, EmployeeItem.ToItem(stored));
        var item = Item.Key(Keys.Employee(id), Keys.Profile);
        item[Keys.Type] = Item.S(ItemTypes.Erased);
        item[ErasedAt] = Item.S(Instant.Text(entry.At));
        item[EmployeeItem.Username] = Item.S(stored.Username);
        var put = new Put
        {
            TableName = table.Name,
            Item = item,
            ConditionExpression = "#role = :role AND #status = :status",
            ExpressionAttributeNames = new() { ["#role"] = EmployeeItem.RoleName, ["#status"] = EmployeeItem.Status },
            ExpressionAttributeValues = new() { [":role"] = read[EmployeeItem.RoleName], [":status"] = read[EmployeeItem.Status] },
        };
        List<TransactWriteItem> writes = [new() { Put = put }];
        if (Managers.Counts(stored.Employee))
        {
            writes.Add(Managers.Leave(table.Name, id));
        }

        writes.Add(entry.ToWrite(table.Name));
        return await TryWriteAsync(writes, cancellation) switch
        {
            null => ChangeOutcome.Saved,
            0 => ChangeOutcome.Conflict,
            _ => ChangeOutcome.LastManager,
        };
    }

    /// <summary>The account of an erased person is gone.</summary>
    public Task ForgetAccountAsync(string employeeId, CancellationToken cancellation) =>
        table.Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table.Name,
                Key = Item.Key(Keys.Employee(employeeId), Keys.Profile),
                UpdateExpression = "REMOVE #username",
                ConditionExpression = "#type = :erased",
                ExpressionAttributeNames = new() { ["#username"] = EmployeeItem.Username, ["#type"] = Keys.Type },
                ExpressionAttributeValues = new() { [":erased"] = Item.S(ItemTypes.Erased) },
            },
            cancellation);

    /// <summary>Creates the profile unless it is there; answers what is there then.</summary>
    /// <param name="entry">What the audit trail says of it, written together with it.</param>
    public async Task<StoredEmployee> EnsureAsync(StoredEmployee employee, CancellationToken cancellation, AuditEntry? entry = null)
    {
        var put = new Put { TableName = table.Name, Item = EmployeeItem.ToItem(employee), ConditionExpression = "attribute_not_exists(pk)" };
        List<TransactWriteItem> writes = [new() { Put = put }];
        if (Managers.Counts(employee.Employee))
        {
            writes.Add(Managers.Join(table.Name, employee.Employee.Id));
        }

        if (entry is not null)
        {
            writes.Add(entry.ToWrite(table.Name));
        }

        return await TryWriteAsync(writes, cancellation) is null
            ? employee
            : await FindAsync(employee.Employee.Id, cancellation) ?? throw new InvalidOperationException("A profile that is there cannot be read.");
    }

    /// <summary>An invited person signed in for the first time. Others stay as they are.</summary>
    /// <returns>What they are then.</returns>
    public async Task<StoredEmployee?> ActivateAsync(StoredEmployee invited, CancellationToken cancellation)
    {
        var stored = invited;
        for (var attempt = 0; stored is { Employee.Status: EmployeeStatus.Invited } && attempt < Attempts; attempt++)
        {
            var active = stored with { Employee = stored.Employee with { Status = EmployeeStatus.Active } };
            if (await TryChangeAsync(stored, active, cancellation) == ChangeOutcome.Saved)
            {
                return active;
            }

            stored = await FindAsync(stored.Employee.Id, cancellation);
        }

        return stored;
    }

    /// <summary>Writes what differs, if role and status are still what was read; the set of active managers follows.</summary>
    /// <param name="entries">What the audit trail says of it, written together with it.</param>
    public async Task<ChangeOutcome> TryChangeAsync(StoredEmployee stored, StoredEmployee next, CancellationToken cancellation, IEnumerable<AuditEntry>? entries = null)
    {
        if (Difference(stored, next) is not { } difference)
        {
            return ChangeOutcome.Saved;
        }

        var id = stored.Employee.Id;
        List<TransactWriteItem> writes = [new() { Update = difference }];
        switch (Managers.Counts(stored.Employee), Managers.Counts(next.Employee))
        {
            case (true, false):
                writes.Add(Managers.Leave(table.Name, id));
                break;
            case (false, true):
                writes.Add(Managers.Join(table.Name, id));
                break;
        }

        writes.AddRange((entries ?? []).Select(entry => entry.ToWrite(table.Name)));
        return await TryWriteAsync(writes, cancellation) switch
        {
            null => ChangeOutcome.Saved,
            0 => ChangeOutcome.Conflict,
            _ => ChangeOutcome.LastManager,
        };
    }

    /// <summary>From now on, access tokens issued until now are refused.</summary>
    /// <returns>Null: no such person.</returns>
    public async Task<StoredEmployee?> SignOutAsync(string employeeId, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindAsync(employeeId, cancellation) is not { } stored)
            {
                return null;
            }

            var next = stored with { SignedOutAt = time.GetUtcNow().ToUnixTimeSeconds() };
            if (await TryChangeAsync(stored, next, cancellation) == ChangeOutcome.Saved)
            {
                return next;
            }
        }

        throw new InvalidOperationException("A profile changes faster than it can be read.");
    }

    /// <summary>Cognito and sockets follow this role and status; false: somebody changed them meanwhile.</summary>
    public async Task<bool> TrySettleAsync(StoredEmployee stored, CancellationToken cancellation)
    {
        try
        {
            await table.Client.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = table.Name,
                    Key = Item.Key(Keys.Employee(stored.Employee.Id), Keys.Profile),
                    UpdateExpression = "REMOVE #unsettled",
                    ConditionExpression = "#role = :role AND #status = :status AND (attribute_not_exists(#unsettled) OR #unsettled = :unsettled)",
                    ExpressionAttributeNames = new() { ["#role"] = EmployeeItem.RoleName, ["#status"] = EmployeeItem.Status, ["#unsettled"] = EmployeeItem.Unsettled },
                    ExpressionAttributeValues = new()
                    {
                        [":role"] = Item.S(EmployeeItem.TextOf(stored.Employee.Role)),
                        [":status"] = Item.S(EmployeeItem.TextOf(stored.Employee.Status)),
                        [":unsettled"] = Item.S(stored.Unsettled ?? ""),
                    },
                },
                cancellation);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    /// <summary>When the last invitation went out.</summary>
    public Task InvitedAgainAsync(string employeeId, DateTimeOffset at, CancellationToken cancellation) =>
        table.Client.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = table.Name,
                Key = Item.Key(Keys.Employee(employeeId), Keys.Profile),
                UpdateExpression = "SET #at = :at",
                ConditionExpression = "attribute_exists(pk)",
                ExpressionAttributeNames = new() { ["#at"] = EmployeeItem.InvitedAt },
                ExpressionAttributeValues = new() { [":at"] = Item.S(Instant.Text(at)) },
            },
            cancellation);

    /// <summary>Everybody, by name.</summary>
    public IAsyncEnumerable<Employee> AllAsync(CancellationToken cancellation) =>
        table.QueryAsync(
            new QueryRequest
            {
                IndexName = Keys.Directory,
                KeyConditionExpression = "#org = :org",
                ExpressionAttributeNames = new() { ["#org"] = Keys.Organisation },
                ExpressionAttributeValues = new() { [":org"] = Item.S(Keys.WholeOrganisation) },
            },
            cancellation).Select(item => EmployeeItem.FromItem(item).Employee);

    /// <summary>Names by id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(CancellationToken cancellation) =>
        await AllAsync(cancellation).ToDictionaryAsync(employee => employee.Id, employee => employee.Name, cancellationToken: cancellation);

    // Only what differs is written: two people may edit different fields of one profile at once.
    private Update? Difference(StoredEmployee stored, StoredEmployee next)
    {
        var (before, after) = (EmployeeItem.ToItem(stored), EmployeeItem.ToItem(next));
        var names = new Dictionary<string, string> { ["#role"] = EmployeeItem.RoleName, ["#status"] = EmployeeItem.Status };
        var values = new Dictionary<string, AttributeValue> { [":role"] = before[EmployeeItem.RoleName], [":status"] = before[EmployeeItem.Status] };
        List<string> sets = [], removes = [];
        foreach (var name in before.Keys.Union(after.Keys).Where(name => !Same(before.GetValueOrDefault(name), after.GetValueOrDefault(name))))
        {
            var alias = $"#c{names.Count}";
            names[alias] = name;
            if (after.TryGetValue(name, out var value))
            {
                sets.Add($"{alias} = :c{names.Count}");
                values[$":c{names.Count}"] = value;
            }
            else
            {
                removes.Add(alias);
            }
        }

        if (sets.Count + removes.Count == 0)
        {
            return null;
        }

        var update = (sets.Count > 0 ? "SET " + string.Join(", ", sets) : "") + (removes.Count > 0 ? " REMOVE " + string.Join(", ", removes) : "");
        return new Update
        {
            TableName = table.Name,
            Key = Item.Key(Keys.Employee(stored.Employee.Id), Keys.Profile),
            UpdateExpression = update,
            ConditionExpression = "#role = :role AND #status = :status",
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
        };
    }

    private static bool Same(AttributeValue? one, AttributeValue? other) => one?.S == other?.S && one?.N == other?.N;

    /// <summary>Null: written. Else the place of the write whose condition failed. Conflicts with other transactions are waited out.</summary>
    private async Task<int?> TryWriteAsync(List<TransactWriteItem> writes, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await table.Client.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = writes }, cancellation);
                return null;
            }
            catch (TransactionCanceledException e) when (e.CancellationReasons.FindIndex(reason => reason.Code == "ConditionalCheckFailed") is >= 0 and var place)
            {
                return place;
            }
            catch (TransactionCanceledException e) when (attempt < Attempts && e.CancellationReasons.Any(reason => reason.Code == "TransactionConflict"))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(10, 20 << attempt)), time, cancellation);
            }
        }
    }
}
