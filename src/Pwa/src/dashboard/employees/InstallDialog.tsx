import { desk } from '../../i18n/desk'
import { Modal } from '../Modal'
import { InstallCode } from './InstallCode'

export function InstallDialog({ onClose }: { onClose: () => void }) {
  return (
    <Modal title={desk.install.title} kind="sheet" onClose={onClose}>
      {() => (
        <>
          <p>{desk.install.hint}</p>
          <InstallCode />
        </>
      )}
    </Modal>
  )
}
