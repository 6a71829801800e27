import { callsWords } from '../../i18n/calls'
import { columns, fixed, reset, shownColumns, toggle } from './columns'
import { Menu } from './Menu'

const words = callsWords.table

export function ColumnMenu() {
  return (
    <Menu label={words.columns} icon="sliders">
      {() => (
        <>
          {columns.map((column) => (
            <label key={column} class="menu-item">
              <input
                type="checkbox"
                checked={shownColumns.value.includes(column)}
                disabled={column === fixed}
                onChange={() => toggle(column)}
              />
              {words.names[column]}
            </label>
          ))}
          <button type="button" class="button" data-kind="plain" onClick={reset}>
            {words.columnsReset}
          </button>
        </>
      )}
    </Menu>
  )
}
