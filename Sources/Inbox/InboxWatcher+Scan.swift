import FileAccess
import Glibc

extension InboxWatcher {
    /// Looks at one name in a folder.
    func look(at name: RawPath, in folder: RawPath, by sighting: Sighting, from directory: borrowing Directory) {
        guard !settings.temporaryNames.contains(name) else { return }
        if let marked = markedName(name) {
            look(at: marked, in: folder, by: .doneFile, from: directory)
            return
        }
        let path = folder.appending(name)
        let status: FileStatus
        do {
            status = try directory.status(of: path)
        } catch {
            cannotLook(at: name, in: folder, error)
            return
        }
        guard status.kind == .directory else {
            backoffs.clear(path)
            if folders.contains(path) { forget(path, isRenamed: false) }
            sight(name, in: folder, status: status, by: sighting)
            return
        }
        tracker.gone(name, in: folder, isRenamed: false, at: now)
        let trust: Trust =
            switch sighting {
            case .renamedIn: .movedIn(status)
            case .doneFile: .doneFile
            case .claimedBefore, .activity, .scan: .nothing
            }
        visits.append(Visit(folder: path, trust: trust))
    }

    /// Looks once more at a file that has been quiet long enough.
    func verify(_ name: RawPath, in folder: RawPath, from directory: borrowing Directory) {
        let path = folder.appending(name)
        let status: FileStatus
        do {
            status = try directory.status(of: path)
        } catch {
            cannotLook(at: name, in: folder, error)
            tracker.settle(again: name, in: folder, after: settings.settle, at: now)
            return
        }
        guard status.kind != .directory else {
            look(at: name, in: folder, by: .scan, from: directory)
            return
        }
        guard case .needsTailCheck = tracker.verify(name, in: folder, status: status, at: now) else { return }
        var isWhole = true
        if let check = questions.tailCheck {
            do {
                let file = try directory.file(path, for: .reading)
                let opened = try file.status()
                guard opened.isUnchanged(since: status) else {
                    tracker.observe(name, in: folder, status: opened, by: .activity, at: now)
                    return
                }
                isWhole = check(path, file, opened) == .whole
            } catch {
                // Whoever takes the file will meet the same error, and knows what to make of it.
                isWhole = true
            }
        }
        tracker.tailChecked(name, in: folder, isWhole: isWhole, at: now)
    }

    /// Looks at everything in one folder, and has the folders in it looked at in later steps.
    ///
    /// The watch is set before the listing: what comes in between is seen twice rather than not at all.
    func run(_ visit: Visit, from inbox: borrowing Directory) {
        let folder = visit.folder
        do throws(Errno) {
            guard folder.bytes.count <= Self.longestFolderPath else {
                throw Errno(code: ENAMETOOLONG, call: "openat", path: folder)
            }
            let directory = try inbox.directory(folder)
            folders.insert(folder, watch: watch(directory))
            var unseenFiles = Set(tracker.names(in: folder))
            var unseenFolders = folders.subfolders(of: folder)
            var markers: [RawPath] = []
            try directory.forEachEntry { (entry) throws(Errno) in
                if settings.temporaryNames.contains(entry.name) { return true }
                if let marked = markedName(entry.name) {
                    markers.append(marked)
                    return true
                }
                if entry.kind == .directory {
                    unseenFolders.remove(entry.name)
                    visits.append(Visit(folder: folder.appending(entry.name), trust: visit.trust))
                    return true
                }
                unseenFiles.remove(entry.name)
                if entry.kind == .regular && tracker.isFull && !tracker.holds(entry.name, in: folder) {
                    tracker.turnedAway = true
                    return true
                }
                find(entry.name, in: folder, trust: visit.trust, from: directory)
                return true
            }
            for name in markers { look(at: name, in: folder, by: .doneFile, from: inbox) }
            // A listing may miss a name that is renamed meanwhile; only a look says that it is gone.
            for name in unseenFiles.union(unseenFolders) { look(at: name, in: folder, by: .scan, from: inbox) }
            backoffs.clear(folder)
        } catch {
            switch error.code {
            case ENOENT, ENOTDIR, ELOOP: forget(folder, isRenamed: false)
            default: noteTrouble(folder, error)
            }
        }
    }

    /// Looks at one file of a folder that is being listed.
    private func find(_ name: RawPath, in folder: RawPath, trust: Trust, from directory: borrowing Directory) {
        do {
            let status = try directory.status(of: name)
            let path = folder.appending(name)
            guard status.kind != .directory else {
                visits.append(Visit(folder: path, trust: trust))
                return
            }
            backoffs.clear(path)
            let sighting: Sighting =
                switch trust {
                case .nothing: .scan
                case .before(let ctime): status.ctime < ctime ? .renamedIn : .scan
                case .doneFile: .doneFile
                }
            sight(name, in: folder, status: status, by: sighting)
        } catch {
            cannotLook(at: name, in: folder, error)
        }
    }

    private func sight(_ name: RawPath, in folder: RawPath, status: FileStatus, by sighting: Sighting) {
        var sighting = sighting
        if !tracker.holds(name, in: folder) {
            switch questions.recall(folder.appending(name), status) {
            case .unknown: break
            case .claimed: sighting = .claimedBefore
            case .done: return
            }
        }
        tracker.observe(name, in: folder, status: status, by: sighting, at: now)
    }

    /// The watch of an open folder, if it can have one.
    private func watch(_ directory: borrowing Directory) -> Int32? {
        guard let notifier else { return nil }
        if let name = NetworkFileSystems.name(ofType: directory.descriptor.fileSystemType) {
            networkName = name
            sayPolling(.fileSystem(name))
            return nil
        }
        do {
            return try notifier.watch(directory)
        } catch {
            watchFailures += 1
            nextReconcile = min(nextReconcile, now + settings.pollInterval)
            sayPolling(.watch(error))
            return nil
        }
    }

    private func sayPolling(_ reason: PollingReason) {
        guard !saidPolling else { return }
        saidPolling = true
        notices.append(.polling(reason))
    }

    private func cannotLook(at name: RawPath, in folder: RawPath, _ error: Errno) {
        let path = folder.appending(name)
        switch error.code {
        case ENOENT, ENOTDIR, ELOOP:
            backoffs.clear(path)
            tracker.gone(name, in: folder, isRenamed: false, at: now)
            if folders.contains(path) { forget(path, isRenamed: false) }
        default:
            noteTrouble(path, error)
        }
    }

    func noteTrouble(_ path: RawPath, _ error: Errno) {
        if backoffs.note(path, at: now) { notices.append(.unreadable(path, error.on(path))) }
    }

    /// The name that a `.done` file speaks for, if `.done` files are used and this is one.
    private func markedName(_ name: RawPath) -> RawPath? {
        guard settings.usesDoneFiles else { return nil }
        let suffix = Array(".done".utf8)
        guard name.bytes.count > suffix.count, name.bytes.suffix(suffix.count).elementsEqual(suffix) else {
            return nil
        }
        return RawPath(Array(name.bytes.dropLast(suffix.count)))
    }
}
