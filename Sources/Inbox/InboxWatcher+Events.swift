import FileAccess
import Glibc

extension InboxWatcher {
    /// Takes what the kernel holds, until it holds nothing.
    ///
    /// The rounds are bounded by what the kernel's queue can hold (16,384 events of at most 272 bytes by default), so
    /// that a flood of events cannot keep the reports from going out.
    func drain(_ directory: borrowing Directory) {
        guard let notifier else { return }
        for _ in 0..<128 {
            let events: [ChangeEvent]
            do {
                events = try notifier.read()
            } catch {
                overflow()
                return
            }
            if events.isEmpty { return }
            for event in events { take(event, directory) }
        }
    }

    /// Takes what the kernel holds when nothing can be looked at, so that the source does not call again at once.
    func discardEvents() {
        while let events = try? notifier?.read(), !events.isEmpty { rescanWanted = true }
    }

    private func overflow() {
        if notices.last != .overflowed { notices.append(.overflowed) }
        rescanWanted = true
    }

    private func take(_ event: ChangeEvent, _ directory: borrowing Directory) {
        if event.has(Int32(IN_Q_OVERFLOW)) {
            overflow()
            return
        }
        guard let folder = folders.folder(of: event.watch) else { return }
        guard !event.name.isEmpty else {
            takeOwn(event, of: folder)
            return
        }
        let isFolder = event.has(Int32(IN_ISDIR))
        if event.has(Int32(IN_DELETE)) || event.has(Int32(IN_MOVED_FROM)) {
            // What has taken the name since has an event of its own.
            let path = folder.appending(event.name)
            let isRenamed = event.has(Int32(IN_MOVED_FROM))
            backoffs.clear(path)
            if isFolder {
                forget(path, isRenamed: isRenamed)
            } else {
                tracker.gone(event.name, in: folder, isRenamed: isRenamed, at: now)
            }
        } else if event.has(Int32(IN_MOVED_TO)) {
            look(at: event.name, in: folder, by: .renamedIn, from: directory)
        } else if !isFolder || event.has(Int32(IN_CREATE)) || backoffs.contains(folder.appending(event.name)) {
            look(at: event.name, in: folder, by: .activity, from: directory)
        }
    }

    /// An event about a watched folder itself.
    private func takeOwn(_ event: ChangeEvent, of folder: RawPath) {
        if event.has(Int32(IN_IGNORED)) { folders.removeWatch(event.watch) }
        guard folder.isEmpty else {
            // A folder that is deleted or moved is told of by its parent; a watch that ended otherwise is set again.
            if event.has(Int32(IN_IGNORED)) || event.has(Int32(IN_ATTRIB)) {
                visits.append(Visit(folder: folder, trust: .nothing))
            }
            return
        }
        if event.has(Int32(IN_IGNORED)) || event.has(Int32(IN_DELETE_SELF)) || event.has(Int32(IN_UNMOUNT)) {
            lose(Errno(code: ENOENT, call: "inotify", path: inbox))
        } else {
            // Moved or with other permissions: the next step opens it anew and sees.
            rescanWanted = true
        }
    }

    // MARK: The inbox itself

    /// Opens the inbox; another directory in its place, or one after none, is looked at from the start.
    func openInbox() throws(Errno) -> Directory {
        let directory = try Directory(at: inbox)
        let status = try directory.status()
        if case .watched(let known) = root, known.isSameFile(as: status) { return directory }
        if case .unseen = root {} else { notices.append(.inboxBack) }
        forgetAll()
        root = .watched(status)
        rescanWanted = true
        return directory
    }

    /// The inbox is not there.
    func lose(_ error: Errno) {
        if case .lost = root { return }
        forgetAll()
        root = .lost
        notices.append(.inboxLost(error))
    }

    private func forgetAll() {
        forget(RawPath([]), isRenamed: false)
        tracker.goneAll(at: now)
        backoffs.removeAll()
        visits.removeAll()
        networkName = nil
    }

    /// A folder and all below it are not there any more.
    func forget(_ folder: RawPath, isRenamed: Bool) {
        for removed in folders.remove(folder) {
            if let watch = removed.watch { notifier?.unwatch(watch) }
            tracker.goneFolder(removed.folder, isRenamed: isRenamed, at: now)
            backoffs.clear(removed.folder)
        }
    }
}
