// Everything here is an improvement: each page works without it.
import "@digdir/designsystemet-web/details";
import "@digdir/designsystemet-web/dialog";
import "@digdir/designsystemet-web/invokers";
import "@digdir/designsystemet-web/popover";
import "@digdir/designsystemet-web/ds-error-summary";
import "./js/requests.js";
import { watchPreferences } from "./js/preferences.js";
import { watchSearchKey } from "./js/search.js";
import { offerDraft, watchDrafts } from "./js/drafts.js";
import { watchIdle } from "./js/idle.js";
import { showToday } from "./js/path.js";
import { watchSignOut } from "./js/outbox.js";
import { sendAnswers, watchSheet } from "./js/sheet.js";
import { watchSheetKeys } from "./js/sheet-keys.js";
import { watchLevels } from "./js/levels.js";
import { watchAttendance } from "./js/attendance.js";

watchPreferences();
watchSearchKey();
watchDrafts();
offerDraft();
watchIdle();
showToday();
watchSheet();
watchSheetKeys();
watchSignOut(sendAnswers);
watchLevels();
watchAttendance();
